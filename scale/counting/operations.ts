import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import { idFor } from '../../functions/idempotency/index.ts';
import { openStream } from '../../local/streams/stream-reader.ts';
import { toLambdaRecord } from '../../local/streams/stream-record.ts';
import { signatureOf } from '../../local/stripe/deliver.ts';
import { type Request, TENANT } from './event.ts';
import { ask, CHARGE, charge, DECLINED, keyOf, order, WITH_METADATA } from './requests.ts';
import { type Rig, WEBHOOK_SECRET } from './rig.ts';

/** Brings the rig to where `act` does the one thing that is counted. */
export interface Operation {
  readonly name: string;
  /** Whether API Gateway is called for it. */
  readonly isRequest: boolean;
  readonly prepare: (rig: Rig) => Promise<() => Promise<unknown>>;
}

const PAGE = 20;

/** Longer than any lease and than `SETTLE_AFTER_S`. */
const SETTLED_LATER_MS = 600_000;

const request = (
  name: string,
  status: number,
  prepare: (rig: Rig) => Promise<Request> | Request,
): Operation => ({
  name,
  isRequest: true,
  prepare: async (rig) => {
    const prepared = await prepare(rig);
    return () => ask(rig, prepared, status);
  },
});

/** What `prepare` prepares, sent a second time. */
const repeated = (name: string, status: number, prepare: (rig: Rig) => Promise<Request> | Request) =>
  request(name, status, async (rig) => {
    const prepared = await prepare(rig);
    await ask(rig, prepared, status);
    return prepared;
  });

const ofOrder =
  (name: string) =>
  async (rig: Rig): Promise<Request> => {
    const { id, total } = await ask(rig, order(name), 201);
    return charge(name, { ...CHARGE, amount: total, orderId: id });
  };

const refundOf =
  (name: string) =>
  async (rig: Rig): Promise<Request> => {
    const { id } = await ask(rig, charge(name), 201);
    return { route: 'POST /charges/{id}/refunds', path: { id }, key: keyOf(name), body: {} };
  };

const eventOf =
  (name: string) =>
  async (rig: Rig): Promise<Request> => {
    const { id } = await ask(rig, charge(name), 201);
    const event = rig.stripe
      .events()
      .find(({ type, data }) => type === 'payment_intent.succeeded' && JSON.stringify(data).includes(id));
    const body = JSON.stringify(event);
    const signature = signatureOf(body, WEBHOOK_SECRET, rig.world.clock());
    return { route: 'POST /webhooks/stripe', body, headers: { 'stripe-signature': signature } };
  };

/** The stream's records of a charge that has just succeeded, handed over one by one. */
const receipt: Operation = {
  name: 'receipt of a charge',
  isRequest: false,
  prepare: async (rig) => {
    const endpoint = process.env.DYNAMODB_ENDPOINT ?? '';
    const position = { tableName: rig.tables.charges, startsAt: 'LATEST', after: () => undefined } as const;
    const stream = await openStream(rig.client, endpoint, position);
    if (stream === 'no-stream') throw new Error('the charges have no stream');
    await stream.read();
    await ask(rig, charge('receipt', { ...CHARGE, receiptEmail: 'ada.lovelace@example.com' }), 201);
    const records = (await stream.read()).flatMap((shard) => shard.records);
    stream.close();
    // What the filter of the event source lets through.
    const Records = records.filter((each) => each.eventName === 'MODIFY');
    return () => rig.sendReceipts({ Records: Records.map((each) => toLambdaRecord(each, stream.streamArn)) });
  },
};

type Fault = Parameters<Rig['door']['arm']>[0];

/** A charge that an attempt left open or released under a fault of the processor, and that is now old enough. */
const settled = (name: string, fault: Fault, outcome: string): Operation => ({
  name: `settled: ${name}`,
  isRequest: false,
  prepare: async (rig) => {
    await rig.door.arm(fault);
    await ask(rig, charge(name), 503);
    await rig.door.arm(undefined);
    rig.pass(SETTLED_LATER_MS);
    const id = idFor(CHARGES_CREATE, TENANT, keyOf(name));
    return async () => {
      const seen = await rig.settle(id);
      if (seen !== outcome) throw new Error(`${name}: ${seen}`);
    };
  },
});

const emptyRun: Operation = {
  name: 'run of the recovery, nothing due',
  isRequest: false,
  prepare: async (rig) => () => rig.recover(),
};

const kill = (): void => undefined;

export const OPERATIONS: readonly Operation[] = [
  request('charge', 201, () => charge('plain')),
  request('charge with 500 bytes of metadata', 201, () => charge('metadata', WITH_METADATA)),
  request('charge, declined', 402, () => charge('declined', DECLINED)),
  repeated('charge, repeated', 201, () => charge('repeated')),
  request('charge of an order', 201, ofOrder('of-order')),
  repeated('charge of an order, repeated', 201, ofOrder('of-order-repeated')),
  request('order', 201, () => order('order')),
  repeated('order, repeated', 201, () => order('order-repeated')),
  request('refund', 201, refundOf('refund')),
  repeated('refund, repeated', 201, refundOf('refund-repeated')),
  request('charge read', 200, async (rig) => {
    const { id } = await ask(rig, charge('read'), 201);
    return { route: 'GET /charges/{id}', path: { id } };
  }),
  request(`page of ${PAGE} charges`, 200, async (rig) => {
    for (let n = 0; n < PAGE; n += 1) await ask(rig, charge(`listed-${n}`), 201);
    return { route: 'GET /charges', query: { limit: String(PAGE) } };
  }),
  request('event of Stripe', 200, eventOf('event')),
  receipt,
  settled('money had moved', { fault: 'crash-after-effect', kill }, 'settled'),
  settled('nothing had arrived', { fault: 'crash-before-effect', kill }, 'settled'),
  settled('refused to connect', { fault: 'processor-down' }, 'abandoned'),
  emptyRun,
];
