import { describe, expect, it } from '@jest/globals';
import { createTelemetry } from '../../functions/shared/powertools-telemetry.ts';
import { capturedOutput } from '../rig/captured-output.ts';
import { functionOf, resourcesOf } from './reading.ts';
import { synthesize } from './synthesize.ts';

// The stack that is looked at: its functions are told its name.
process.env.POWERTOOLS_SERVICE_NAME = 'payonce-dev';

const template = synthesize({ processor: 'stripe', receiptFrom: 'receipts@example.com' });

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly query?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (readonly unknown[])[];
  };
}

/** The body with `<logical id>` wherever CloudFormation puts a name in. */
const widgetsOf = (of: typeof template): Widget[] => {
  const [dashboard, ...others] = resourcesOf(of, 'AWS::CloudWatch::Dashboard');
  expect(others).toEqual([]);
  const parts: unknown[] = dashboard?.properties.DashboardBody['Fn::Join'][1];
  const named = parts.map((part) => {
    if (typeof part === 'string') return part;
    const { Ref, 'Fn::GetAtt': [id] = [] } = part as { Ref?: string; 'Fn::GetAtt'?: string[] };
    return `<${Ref ?? id}>`;
  });
  return JSON.parse(named.join('')).widgets;
};

const widgets = widgetsOf(template);
const titled = (title: string): Widget => {
  const found = widgets.find(({ properties }) => properties.title?.startsWith(title));
  if (found === undefined) throw new Error(`The dashboard has no ${title}`);
  return found;
};
/** `<namespace> <name> <values of its dimensions>`, without the dimensions' own names. */
const metricsOf = ({ properties }: Widget): string[] =>
  (properties.metrics ?? []).map((metric) => {
    const words = metric.filter((word) => typeof word === 'string');
    return words.filter((_, index) => index < 2 || index % 2 === 1).join(' ');
  });

/** Every metric that the functions can write, by CloudWatch's embedded format; of a route as `a route`. */
const written = async (): Promise<Set<string>> => {
  const OUTCOMES = ['first', 'again', 'takeover', 'settle', 'replayed', 'fenced-out', 'request-in-progress'];
  const PROBLEMS = ['idempotency-key-reused', 'outcome-unknown', 'unavailable', 'internal-error'];
  const output = await capturedOutput(async () => {
    const { request, recovery, incident } = createTelemetry();
    for (const outcome of [...OUTCOMES, ...PROBLEMS])
      request({ operation: 'a route', requestId: 'r', status: 200, outcome, durationMs: 1 });
    recovery({
      ...{ due: 0, settled: 0, abandoned: 0, stillOpen: 0, notDue: 0, left: 0, failed: 0 },
      oldestDueMs: 0,
    });
    incident('foreign-charge', {});
  });
  const lines = output
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text))
    .filter((line) => '_aws' in line);
  return new Set(
    lines.flatMap(({ _aws, service, operation }) =>
      _aws.CloudWatchMetrics.flatMap(
        ({ Namespace, Metrics }: { Namespace: string; Metrics: { Name: string }[] }) =>
          Metrics.map(({ Name }) => [Namespace, Name, operation, service].join(' ')),
      ),
    ),
  );
};

describe('the dashboard', () => {
  it('is one, and has a heading for each question, in this order', () => {
    const headings = widgets.flatMap(({ properties }) => properties.markdown ?? []);
    expect(headings).toEqual([
      '## Are we charging?',
      '## Are we replaying?',
      '## Is anything stuck?',
      '## How fast, and what fails',
    ]);
  });

  it('begins with every alarm', () => {
    const [first] = widgets;
    const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm').map(({ id }) => `<${id}>`);
    expect([...(first?.properties.alarms ?? [])].sort()).toEqual(alarms.sort());
  });

  it('fits a row everywhere', () => {
    for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
  });

  it('shows whether we are charging, and what charges are answered with', () => {
    expect(metricsOf(titled('First charges'))).toEqual(['Payonce Executed charges.create payonce-dev']);
    const { query } = titled('Charges by answer').properties;
    const { LogGroup } = functionOf(template, 'charges.create').properties.LoggingConfig;
    expect(query).toContain(`SOURCE '<${LogGroup.Ref}>'`);
    expect(query).toContain('by outcome, status');
  });

  it('shows replays, conflicts and reused keys of whatever is done under a key', () => {
    for (const [title, name] of [
      ['Replayed', 'Replayed'],
      ['Repeated', 'Conflict'],
      ['Keys reused', 'Mismatch'],
    ] as const) {
      const operations = ['charges.create', 'refunds.create', 'orders.create'];
      expect(metricsOf(titled(title))).toEqual(
        operations.map((operation) => `Payonce ${name} ${operation} payonce-dev`),
      );
    }
  });

  it('shows what is stuck', () => {
    const shown = ['Oldest charge', 'Ended by', 'Incidents'].flatMap((title) => metricsOf(titled(title)));
    const names = shown.map((metric) => metric.split(' ')[1]);
    expect(names).toEqual([
      ...['OldestDue', 'IteratorAge', 'Settled', 'Abandoned', 'StillOpen', 'Incident'],
      'ApproximateNumberOfMessagesVisible',
    ]);
  });

  it('shows errors, throttles and time of every function', () => {
    const functions = resourcesOf(template, 'AWS::Lambda::Function').map(({ id }) => `<${id}>`);
    for (const title of ['Errors of', 'Throttles of', 'Duration of']) {
      const shown = metricsOf(titled(title)).map((metric) => metric.split(' ')[2]);
      expect(shown.sort()).toEqual([...functions].sort());
    }
  });

  it('shows nothing that no function writes', async () => {
    const names = await written();
    const operations = new Set(
      resourcesOf(template, 'AWS::Lambda::Function').map((each) => each.properties.Description),
    );
    const shown = widgets.flatMap(metricsOf).filter((metric) => metric.startsWith('Payonce '));

    expect(shown.length).toBeGreaterThan(10);
    for (const metric of shown) {
      const operation = metric.split(' ')[2] ?? '';
      const isARoute = operations.has(operation) && operation !== 'recovery.recover';
      expect(names).toContain(isARoute ? metric.replace(operation, 'a route') : metric);
    }
  });

  it('is there without receipts too, and shows none', () => {
    const plain = widgetsOf(synthesize());
    expect(JSON.stringify(plain)).not.toMatch(/IteratorAge|dead letters/);
    expect(plain.length).toBe(widgets.length);
  });

  it('is found by an output', () => {
    const [output] = Object.values(template.findOutputs('DashboardUrl'));
    const [dashboard] = resourcesOf(template, 'AWS::CloudWatch::Dashboard');
    expect(JSON.stringify(output)).toContain(JSON.stringify({ Ref: dashboard?.id }));
  });
});
