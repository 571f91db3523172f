import * as z from 'zod/mini';
import { strictBody } from '../../functions/http/fields.ts';
import { idempotentRoute } from '../../functions/http/idempotent-route.ts';
import { type Problem, problem } from '../../functions/http/problem.ts';
import { created, problemResponse } from '../../functions/http/respond.ts';
import { idFor, inTable } from '../../functions/idempotency/index.ts';
import type { EffectOperation, Ending } from '../../functions/idempotency/operation.ts';
import type { ChargeOutcome, Payment } from '../../functions/processor/processor.ts';
import { invoke, type Response } from './invoke.ts';
import { CHARGE, type Service, startService } from './service.ts';
import { type StoredItem, storedItem } from './stored.ts';

export interface ProbeRequest {
  readonly key: string;
  readonly amount?: number;
  readonly tenant?: string;
}

/** One operation that moves money, in one of the two homes: what holds for it holds wherever a record lives. */
export interface Probe {
  readonly service: Service;
  readonly call: (request: ProbeRequest) => Promise<Response>;
  /** The item that the key made, past any fault. */
  readonly stored: (key: string) => Promise<StoredItem>;
}

/** `describe.each(HOMES)('… in %s', (_, start) => …)` */
export const HOMES: readonly (readonly [name: string, start: () => Promise<Probe>])[] = [
  ['the item home', async () => chargeProbe(await startService())],
  ['the table home', async () => tableProbe(await startService())],
];

const chargeProbe = (service: Service): Probe => ({
  service,
  call: ({ amount = CHARGE.amount, ...request }) =>
    service.call({ ...request, route: 'POST /charges', body: { ...CHARGE, amount } }),
  stored: (key) =>
    storedItem(
      service,
      service.tables.charges,
      idFor({ name: 'charges.create', home: { idPrefix: 'ch' } }, 'acme', key),
    ),
});

interface Transfer {
  readonly id: string;
  readonly amount: number;
  readonly createdAtMs: number;
}

/** A handler as a user of the layer writes it. */
const transferOperation = (service: Service): EffectOperation<{ amount: number }, Transfer, Problem> => ({
  name: 'transfers.create',
  home: inTable(service.tables.idempotency, { ttlDays: 30 }),
  intent: ({ amount }, { id, nowMs }) => ({ id, amount, createdAtMs: nowMs }),
  perform: async (transfer, { requestId }) =>
    endingOf(transfer, await service.processor.charge(paymentOf(transfer), 20_000), requestId),
});

const paymentOf = ({ id, amount, createdAtMs }: Transfer): Payment => ({
  tenant: 'acme',
  downstreamKey: id,
  chargeId: id,
  amount,
  currency: 'EUR',
  paymentMethod: 'pm_card_visa',
  description: null,
  requestVersion: 1,
  createdAtMs,
});

const endingOf = ({ id, amount }: Transfer, outcome: ChargeOutcome, requestId: string): Ending<Problem> => {
  switch (outcome.kind) {
    case 'succeeded': {
      // The attempt leaves its mark in the reply: two attempts that both answered would differ.
      const resource = { id, amount, requestId };
      return {
        kind: 'completed',
        set: { processorId: outcome.processorId },
        response: created(resource, '/transfers'),
      };
    }
    case 'declined':
      return {
        kind: 'completed',
        set: {},
        response: problemResponse(problem('card-declined', outcome.message), requestId),
      };
    default:
      return { kind: outcome.kind };
  }
};

const tableProbe = (service: Service): Probe => {
  const { client, world, telemetry } = service;
  const operation = transferOperation(service);
  const handler = idempotentRoute(
    { documentClient: client.documentClient, world, telemetry, tenantClaim: 'sub' },
    operation,
    strictBody({ amount: z.int() }),
  );
  return {
    service,
    call: ({ amount = CHARGE.amount, ...request }) =>
      invoke(handler, { ...request, route: 'POST /transfers', body: { amount } }),
    stored: (key) => storedItem(service, service.tables.idempotency, idFor(operation, 'acme', key)),
  };
};
