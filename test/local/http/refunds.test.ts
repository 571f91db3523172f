import { setTimeout as passed } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FAULTS } from '../../../local/faults/fault.ts';
import type { LocalPayonce } from '../../../local/local-payonce.ts';
import { arm, type Call, type Client, clientOf, ledgerOf, type Reply, send } from './rig/client.ts';
import { attempt, eventually, insist } from './rig/patience.ts';
import { charge } from './rig/requests.ts';
import { serve } from './rig/server.ts';
import { withTiming } from './rig/short-lease.ts';

/** Later than the last of the charges and refunds has begun, also on a busy machine: an old one would be given up instead. */
const SETTLE_AFTER_S = 15;
const PATIENCE_MS = 180_000;
const AMOUNT = 2500;

type FaultName = (typeof FAULTS)[number];

const cdkOut = withTiming({ FUNCTION_TIMEOUT_S: '3', SETTLE_AFTER_S: `${SETTLE_AFTER_S}` });
/** By fault: the charge whose client comes back, and the one whose client never does. */
const charges = new Map<FaultName, { readonly insistent: string; readonly gone: string }>();
const ends = new Map<FaultName, Reply | undefined>();
let local: LocalPayonce;
let client: Client;

const refund = (chargeId: string, key: string): Call => ({
  path: `/charges/${chargeId}/refunds`,
  key,
  body: {},
});
const refundOf = async (chargeId: string, key: string) =>
  (await client({ path: `/charges/${chargeId}/refunds?idempotencyKey=${key}` })).json;
const charged = async (key: string): Promise<string> => (await insist(client, charge(key))).at(-1)?.json.id;
const recover = async () => (await send(local.url, { method: 'POST', path: '/local/recovery' })).json;

/** What has gone back of a charge, by the processor's own books. */
const returned = async (chargeId: string) =>
  (await ledgerOf(local))
    .filter((entry) => entry.chargeId === chargeId)
    .map(({ amountRefunded }) => amountRefunded);
const shown = async (chargeId: string) =>
  (await client({ path: `/charges/${chargeId}` })).json.amountRefunded;

/** Both refunds of a fault meet it and nothing else: nobody comes back before all have begun. */
const meet = async (fault: FaultName): Promise<(() => Promise<void>)[]> => {
  const insistent = await charged(`${fault}-insistent`);
  const gone = await charged(`${fault}-gone`);
  charges.set(fault, { insistent, gone });
  const operation = 'refunds.create';
  await arm(local, { fault, operation, times: 2, ...(fault === 'slow-processor' && { ms: 2_000 }) });
  const calls = [refund(insistent, `${fault}-insistent`), refund(gone, `${fault}-gone`)] as const;
  const firsts = calls.map((call) => attempt(client, call));
  for (const [id, name] of [
    [insistent, 'insistent'],
    [gone, 'gone'],
  ] as const)
    await eventually(
      async () => 'object' in (await refundOf(id, `${fault}-${name}`)),
      'the refund has begun',
    );
  return [
    async () => {
      const reply = await firsts[0];
      ends.set(fault, (await insist(client, calls[0], { reply })).at(-1));
    },
    async () => {
      await firsts[1];
    },
  ];
};

beforeAll(async () => {
  local = await serve({ cdkOut });
  client = await clientOf(local);
  const afterwards = [];
  for (const fault of FAULTS) afterwards.push(...(await meet(fault)));
  await Promise.all(afterwards.map((goOn) => goOn()));
  // Those that nobody came back for are due by then, at the latest.
  await passed(SETTLE_AFTER_S * 1000);
  for (let run = 1; run <= 5 && (await recover()).due > 0; run += 1) await passed(1_000);
}, PATIENCE_MS);
afterAll(() => local?.stop());

const chargesOf = (fault: FaultName) => {
  const found = charges.get(fault);
  if (found === undefined) throw new Error('the fault was not met');
  return found;
};

describe.each(FAULTS)('a refund that meets %s', (fault) => {
  it('is given once, and the client that comes back as it is told learns so', async () => {
    const { insistent } = chargesOf(fault);
    const end = ends.get(fault);

    expect([end?.status, end?.json.status, end?.json.amount]).toEqual([201, 'succeeded', AMOUNT]);
    expect(await returned(insistent)).toEqual([AMOUNT]);
    expect(await shown(insistent)).toBe(AMOUNT);
    const again = await client(refund(insistent, `${fault}-insistent`));
    expect([again.text, again.headers['idempotent-replayed']]).toEqual([end?.text, 'true']);
  });

  it('ends also when its client never comes back', async () => {
    const { gone } = chargesOf(fault);
    const { status, failure } = await refundOf(gone, `${fault}-gone`);
    // Where the processor could not be reached nothing had started, and nothing starts by itself.
    const expected = fault === 'processor-down' ? 0 : AMOUNT;

    expect(await returned(gone)).toEqual([expected]);
    expect(await shown(gone)).toBe(expected);
    expect([status, failure?.code]).toEqual(
      expected === 0 ? ['failed', 'refund-abandoned'] : ['succeeded', undefined],
    );
  });
});
