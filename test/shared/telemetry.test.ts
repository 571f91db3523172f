import { describe, expect, it } from '@jest/globals';
import { createTelemetry } from '../../functions/shared/telemetry.ts';
import { capturedOutput } from '../rig/captured-output.ts';

const lineOf = async (act: (telemetry: ReturnType<typeof createTelemetry>) => void) => {
  const text = await capturedOutput(async () => act(createTelemetry()));
  expect(text.trimEnd().split('\n')).toHaveLength(1);
  return { text, json: JSON.parse(text) };
};

describe('the line of a request', () => {
  it('is one line of JSON that says what, how and how long', async () => {
    const line = {
      operation: 'charges.create',
      requestId: 'request-1',
      status: 201,
      outcome: 'first',
      durationMs: 12,
      fingerprint: '0123abcd',
    };
    const { json } = await lineOf((telemetry) => telemetry.request(line));

    expect(json).toMatchObject({ level: 'INFO', message: 'request', service: 'payonce', ...line });
  });
});

describe('the line of a failure', () => {
  const SECRET = 'pm_card_visa of ada@example.com';

  it('names the error, its code and its place, and repeats no message', async () => {
    const error = Object.assign(new TypeError(SECRET), { code: 'ECONNRESET', name: 'TimeoutError' });
    const { text, json } = await lineOf((telemetry) => telemetry.failure('orders.get', 'request-1', error));

    expect(json.level).toBe('ERROR');
    expect(json.failure).toMatchObject({ name: 'TimeoutError', code: 'ECONNRESET' });
    expect(json.failure.at[0]).toContain('telemetry.test.ts');
    expect(text).not.toContain(SECRET);
  });

  it.each([
    ['a message of many lines', new Error(`one\n${SECRET}\nthree\n${SECRET}`)],
    ['a cause', new Error('outer', { cause: new Error(SECRET) })],
    ['a cause of many lines', new Error('outer', { cause: new Error(`a\n${SECRET}\n${SECRET}`) })],
    ['a cause that is no error', new Error('outer', { cause: SECRET })],
    ['members of its own', Object.assign(new Error('x'), { body: SECRET, $response: { body: SECRET } })],
    ['no error at all', SECRET],
    ['an object', { message: SECRET }],
  ])('repeats nothing of an error with %s', async (_, error) => {
    const { text } = await lineOf((telemetry) => telemetry.failure('orders.get', 'request-1', error));

    expect(text).not.toContain(SECRET);
  });

  it('ends also when an error is its own cause', async () => {
    const error = new Error('x');
    error.cause = error;
    const { json } = await lineOf((telemetry) => telemetry.failure('orders.get', 'request-1', error));

    expect(json.message).toBe('failure');
  });
});

describe('the line of an incident', () => {
  it('is critical, and says what it is about', async () => {
    const { json } = await lineOf((telemetry) => telemetry.incident('order-hold-lost', { chargeId: 'ch_1' }));

    expect(json).toMatchObject({ level: 'CRITICAL', incident: 'order-hold-lost', chargeId: 'ch_1' });
  });
});
