import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { freshTables } from '../engine/tables.ts';

/**
 * What the library does as it comes: `makeIdempotent` with its own DynamoDB layer, configured as its documentation
 * shows. Nothing of ours is in here. Each test states what happens, not what should: ours is in `test/races`.
 */

const REMAINING_MS = 25_000;

interface Event {
  readonly headers: Readonly<Record<string, string>>;
  readonly amount: number;
  readonly tenant?: string;
}

type Ending = 'answer' | 'throw' | Promise<'answer' | 'throw'>;

let table: string;
let client: DynamoDBClient;
let sent: string[];
/** Each time that money moved. */
let effects: Event[];

beforeEach(async () => {
  // Only the clock is held: the library reads it, and the engine is real.
  jest.useFakeTimers({
    now: Date.UTC(2026, 0, 1),
    doNotFake: [
      'nextTick',
      'setImmediate',
      'setTimeout',
      'setInterval',
      'queueMicrotask',
      'clearTimeout',
      'clearInterval',
      'clearImmediate',
      'hrtime',
      'performance',
    ],
  });
  const fresh = await freshTables();
  table = fresh.tables.idempotency;
  client = fresh.client;
  sent = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        sent.push(String(commandName));
        return next(args);
      },
    { step: 'initialize', name: 'counting' },
  );
  effects = [];
});

afterEach(() => {
  jest.useRealTimers();
});

const pass = (durationMs: number): void => {
  jest.setSystemTime(Date.now() + durationMs);
};

/** One function instance: it moves the money, then ends as told. */
const call = (
  event: Event,
  ending: Ending = 'answer',
  keyPath = 'headers."Idempotency-Key"',
): Promise<unknown> => {
  const config = new IdempotencyConfig({ eventKeyJmesPath: keyPath });
  config.registerLambdaContext({ getRemainingTimeInMillis: () => REMAINING_MS } as never);
  const persistenceStore = new DynamoDBPersistenceLayer({
    tableName: table,
    keyAttr: 'pk',
    awsSdkV3Client: client,
  });
  const pay = async (paid: Event) => {
    effects.push(paid);
    const receipt = effects.length;
    if ((await ending) === 'throw') throw new Error('the connection to the processor broke');
    return { receipt, amount: paid.amount, tenant: paid.tenant ?? null };
  };
  return makeIdempotent(pay, { persistenceStore, config })(event);
};

const event = (more: Partial<Event> = {}): Event => ({
  headers: { 'Idempotency-Key': 'k-1' },
  amount: 100,
  ...more,
});

/** Never comes back: the function was killed. */
const never = new Promise<never>(() => {});

const moved = async (times: number): Promise<void> => {
  while (effects.length < times) await new Promise((resolve) => setImmediate(resolve));
};

describe('the default layer of Powertools', () => {
  it('moves the money once for twenty copies at once, and for a retry', async () => {
    await Promise.allSettled(Array.from({ length: 20 }, () => call(event())));
    await call(event());

    expect(effects).toHaveLength(1);
  });

  it('moves it twice after a crash between the effect and its completion', async () => {
    void call(event(), never);
    await moved(1);
    pass(REMAINING_MS + 1);
    await call(event());

    expect(effects).toHaveLength(2);
  });

  it('moves it twice when the handler throws after the effect: any throw deletes the record', async () => {
    await expect(call(event(), 'throw')).rejects.toThrow('the connection to the processor broke');
    await call(event());

    expect(effects).toHaveLength(2);
  });

  it('moves it three times when an attempt that outlived its lease throws: it deletes its successor’s record', async () => {
    let end: (ending: 'throw') => void = () => {};
    const zombie = call(event(), new Promise<'throw'>((resolve) => (end = resolve)));
    await moved(1);
    pass(REMAINING_MS + 1);
    await call(event());
    end('throw');
    await expect(zombie).rejects.toThrow();
    await call(event());

    expect(effects).toHaveLength(3);
  });

  it('overwrites the stored reply when an attempt that outlived its lease succeeds late', async () => {
    let end: (ending: 'answer') => void = () => {};
    const zombie = call(event(), new Promise<'answer'>((resolve) => (end = resolve)));
    await moved(1);
    pass(REMAINING_MS + 1);
    const first = await call(event());
    end('answer');
    await zombie;
    const later = await call(event());

    expect(effects).toHaveLength(2);
    expect([first, later]).toMatchObject([{ receipt: 2 }, { receipt: 1 }]);
  });

  it('moves it twice when the retry comes after the record has expired', async () => {
    await call(event());
    pass(60 * 60 * 1000 + 1_000);
    await call(event());

    expect(effects).toHaveLength(2);
  });

  it('replays the wrong reply, and says nothing, when the key comes with another amount', async () => {
    await call(event());
    const reply = await call(event({ amount: 999 }));

    expect(effects).toHaveLength(1);
    expect(reply).toMatchObject({ amount: 100 });
  });

  it('moves it twice, unprotected, when the header is spelt as API Gateway spells it', async () => {
    const spelt = event({ headers: { 'idempotency-key': 'k-1' } });
    jest.spyOn(console, 'warn').mockImplementation(() => {});
    await call(spelt);
    await call(spelt);

    expect(effects).toHaveLength(2);
  });

  it.each(['k-1', ''])('gives one tenant’s reply to another that sends the same key: "%s"', async (key) => {
    jest.spyOn(console, 'warn').mockImplementation(() => {});
    const headers = { 'Idempotency-Key': key };
    await call(event({ headers, tenant: 'acme' }));
    const reply = await call(event({ headers, tenant: 'globex' }));

    expect(effects).toHaveLength(1);
    expect(reply).toMatchObject({ tenant: 'acme' });
  });

  it('takes two calls around the effect, and one for a replay', async () => {
    await call(event());
    expect(sent).toEqual(['PutItemCommand', 'UpdateItemCommand']);
    sent.length = 0;
    await call(event());
    expect(sent).toEqual(['PutItemCommand']);
  });
});
