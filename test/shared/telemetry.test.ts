import { describe, expect, it } from '@jest/globals';
import { createTelemetry } from '../../functions/shared/powertools-telemetry.ts';
import { capturedOutput } from '../rig/captured-output.ts';

// What `infra/one-function.ts` tells a function.
process.env.POWERTOOLS_SERVICE_NAME = 'payonce-test';

const said = async (act: (telemetry: ReturnType<typeof createTelemetry>) => unknown) => {
  const text = await capturedOutput(async () => {
    await act(createTelemetry());
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it expects to be there.
  const lines: any[] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const isMetrics = (line: object): boolean => '_aws' in line;
  return { text, logs: lines.filter((line) => !isMetrics(line)), metrics: lines.filter(isMetrics) };
};

const lineOf = async (act: Parameters<typeof said>[0]) => {
  const { text, logs } = await said(act);
  expect(logs).toHaveLength(1);
  return { text, json: logs[0] };
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

    expect(json).toMatchObject({ level: 'INFO', message: 'request', service: 'payonce-test', ...line });
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

describe('the metrics of a request', () => {
  const metricsOf = async (outcome: string) => {
    const line = {
      operation: 'charges.create',
      requestId: 'request-1',
      status: 201,
      outcome,
      durationMs: 12,
    };
    const { metrics } = await said((telemetry) => telemetry.request(line));
    expect(metrics).toHaveLength(1);
    return metrics[0];
  };

  it.each([
    ['first', 'Executed'],
    ['again', 'Executed'],
    ['takeover', 'Takeover'],
    ['settle', 'Settled'],
    ['replayed', 'Replayed'],
    ['fenced-out', 'FencedOut'],
    ['request-in-progress', 'Conflict'],
    ['idempotency-key-reused', 'Mismatch'],
    ['outcome-unknown', 'Unknown'],
  ])('count %s as %s, under the operation, with its latency', async (outcome, name) => {
    const metrics = await metricsOf(outcome);

    expect(metrics).toMatchObject({
      service: 'payonce-test',
      operation: 'charges.create',
      [name]: 1,
      Latency: 12,
    });
    expect(metrics._aws.CloudWatchMetrics).toEqual([
      {
        Namespace: 'Payonce',
        Dimensions: [['service', 'operation']],
        Metrics: [
          { Name: name, Unit: 'Count' },
          { Name: 'Latency', Unit: 'Milliseconds' },
        ],
      },
    ]);
  });

  it('measure only the latency of a refusal that says nothing about idempotency', async () => {
    const metrics = await metricsOf('validation-failed');

    expect(metrics._aws.CloudWatchMetrics[0].Metrics).toEqual([{ Name: 'Latency', Unit: 'Milliseconds' }]);
  });
});

describe('what is logged while a request is followed', () => {
  it('carries the id of the request', async () => {
    const { logs } = await said((telemetry) =>
      telemetry.follow('request-7', async () => telemetry.incident('order-hold-lost', {})),
    );

    expect(logs[0]).toMatchObject({ message: 'incident', correlation_id: 'request-7' });
  });
});

describe('a run of the recovery', () => {
  it('is a line, and metrics with the age of the oldest', async () => {
    const line = {
      due: 3,
      settled: 1,
      abandoned: 1,
      stillOpen: 1,
      notDue: 0,
      left: 0,
      failed: 0,
      oldestDueMs: 61_000,
    };
    const { logs, metrics } = await said((telemetry) => telemetry.recovery(line));

    expect(logs[0]).toMatchObject({ message: 'recovery', ...line });
    expect(metrics[0]).toMatchObject({ operation: 'recovery.recover', Settled: 1, OldestDue: 61_000 });
  });
});

describe('an incident', () => {
  it('is counted, so that an alarm can be raised on it', async () => {
    const { metrics } = await said((telemetry) => telemetry.incident('foreign-charge', { chargeId: 'ch_1' }));

    expect(metrics[0]).toMatchObject({ operation: 'incidents', Incident: 1 });
  });
});
