import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CONTENDERS,
  type Operation,
  OURS,
  STOCK,
  STOCK_WITH_OUR_FLAGS,
} from '../../bench/bundles/contenders.ts';
import {
  type FirstRequest,
  firstRequest,
  functionEnvironment,
} from '../../bench/bundles/function-process.ts';
import { bundleBytes } from '../../bench/bundles/functions.ts';
import { createOwnTables } from '../../bench/contenders/own-tables.ts';
import { ENTRIES } from '../../infra/routes.ts';
import { startLocalStripe } from '../../local/stripe/index.ts';
import { toEvent } from '../../scale/counting/event.ts';
import { CHARGE, ORDER } from '../../scale/counting/requests.ts';
import { freshTables } from '../engine/tables.ts';

/** In kB, with Stripe: what a function may have to load when it starts. A package's update may need more: decide it, here. */
const BUDGET_KB: Readonly<Record<string, number>> = {
  'charges/create': 605,
  'charges/list': 260,
  'charges/get': 255,
  'refunds/create': 605,
  'refunds/list': 260,
  'refunds/get': 255,
  'orders/create': 320,
  'orders/list': 260,
  'orders/get': 255,
  'orders/replace': 290,
  'orders/cancel': 255,
  'contract/document': 147,
  'contract/problem-page': 54,
  'webhooks/stripe': 575,
  'recovery/recover': 566,
  'receipts/send': 390,
};

describe('a function', () => {
  it('has a budget, whichever it is', () => {
    expect(Object.keys(BUDGET_KB).sort()).toEqual([...ENTRIES].sort());
  });

  it.each(Object.entries(BUDGET_KB))('%s loads no more than %d kB', (entry, budgetKb) => {
    expect(bundleBytes(entry, 'stripe') / 1_000).toBeLessThanOrEqual(budgetKb);
  });
});

describe.each<Operation>(['order', 'charge'])('the first request of a process: %s', (operation) => {
  let directory: string;
  let close: () => Promise<void>;
  const seen = new Map<string, FirstRequest>();

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'payonce-bundles-'));
    const { tables, client } = await freshTables();
    const { idempotency } = await createOwnTables(client);
    const stripe = await startLocalStripe();
    const { url } = await stripe.openDoor();
    close = async () => {
      await stripe.close();
      client.destroy();
    };
    const request = {
      key: randomUUID(),
      ...{ order: { route: 'POST /orders', body: ORDER }, charge: { route: 'POST /charges', body: CHARGE } }[
        operation
      ],
    };
    for (const { name, bundle } of CONTENDERS) {
      const env = functionEnvironment({ ...tables, idempotency }, url);
      seen.set(name, await firstRequest(bundle(operation, directory), toEvent(request), env));
    }
  }, 120_000);

  afterAll(async () => {
    await close();
    rmSync(directory, { recursive: true, force: true });
  });

  const loaded = (name: string): number => seen.get(name)?.loadedBytes ?? Number.NaN;

  it('loads at most 0.6 of what the default layer does, bundled as NodejsFunction does', () => {
    expect(loaded(OURS) / loaded(STOCK)).toBeLessThanOrEqual(0.6);
  });

  it('loads no more than the default layer does, bundled with our flags', () => {
    expect(loaded(OURS)).toBeLessThanOrEqual(loaded(STOCK_WITH_OUR_FLAGS));
  });
});
