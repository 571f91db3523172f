import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { InlineCode, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { FunctionAlarms } from '../../infra/alarms-of-functions.ts';
import { ROUTES, type Route } from '../../infra/routes.ts';
import { PATTERNS } from './alarm-patterns.ts';
import { type MetricOfAlarm, metricsOf, type Series, stateOf } from './alarm-state.ts';
import { functionOf, type Resource, resourcesOf, tableOf } from './reading.ts';
import { synthesize, TEMPLATE_ONLY } from './synthesize.ts';

const WITH_ALL = { processor: 'stripe', receiptFrom: 'receipts@example.com' };
const template = synthesize(WITH_ALL);
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
const functions = resourcesOf(template, 'AWS::Lambda::Function').map(
  ({ properties }) => properties.Description,
);

/** By the name of its construct. */
const nameOf = ({ path }: Resource): string => path.split('/').at(-2) ?? '';
const alarmOf = (name: string): Resource => {
  const found = alarms.find((alarm) => nameOf(alarm) === name);
  if (found === undefined) throw new Error(`The template has no ${name}`);
  return found;
};

/** `{"Ref": …}` by what people call it: an operation, a table. */
const CALLED = new Map([
  ...functions.map((operation): [string, string] => [functionOf(template, operation).id, operation]),
  ...['Charges', 'Orders'].map((table): [string, string] => [tableOf(template, table).id, table]),
]);

/** `Errors charges.create`, `SystemErrors PutItem Charges`, `5xx`. */
const labelOf = ({ MetricName, Dimensions = [] }: MetricOfAlarm): string => {
  const values = Dimensions.filter(({ Name }) => !['service', 'ApiId', 'QueueName'].includes(Name)).map(
    ({ Value }) => (typeof Value === 'string' ? Value : CALLED.get((Value as { Ref: string }).Ref)),
  );
  return [MetricName, ...values].join(' ');
};

const stateAfter = (alarm: Resource, pattern: Readonly<Record<string, Series>>) => {
  const labels = metricsOf(alarm).map(labelOf);
  const unknown = Object.keys(pattern).filter((label) => !labels.includes(label));
  if (unknown.length > 0)
    throw new Error(`${nameOf(alarm)} looks at ${labels.join(', ')}, not at ${unknown}`);
  return stateOf(alarm, (metric) => pattern[labelOf(metric)] ?? []);
};

describe('each alarm', () => {
  it('has a pattern that raises it and one that does not', () => {
    expect(Object.keys(PATTERNS).sort()).toEqual(alarms.map(nameOf).sort());
    for (const { raisedBy, quietAt } of Object.values(PATTERNS)) {
      expect(raisedBy.length).toBeGreaterThan(0);
      expect(quietAt.length).toBeGreaterThan(0);
    }
  });

  const rows = (of: 'raisedBy' | 'quietAt') =>
    Object.entries(PATTERNS).flatMap(([name, each]) =>
      each[of].map(([what, series]) => [name, what, series] as const),
    );

  it.each(rows('raisedBy'))('%s is raised by %s', (name, _, series) => {
    expect(stateAfter(alarmOf(name), series)).toBe('ALARM');
  });

  it.each(rows('quietAt'))('%s is not raised by %s', (name, _, series) => {
    expect(stateAfter(alarmOf(name), series)).toBe('OK');
  });
});

describe('every alarm', () => {
  it.each(alarms.map((alarm) => [nameOf(alarm), alarm] as const))(
    '%s says what is wrong, what to do first, and where the rest stands',
    (name, { properties }) => {
      const [says, todo] = properties.AlarmDescription.split(/(?<=\.) /);
      expect(says.length).toBeGreaterThan(20);
      expect(todo.length).toBeGreaterThan(20);
      expect(properties.AlarmDescription).toContain(`docs/operations.md#${name.toLowerCase()}`);
      // The longest that CloudWatch takes.
      expect(properties.AlarmDescription.length).toBeLessThanOrEqual(1024);
    },
  );

  it('says what silence means', () => {
    const silence = Object.fromEntries(alarms.map((alarm) => [nameOf(alarm), stateAfter(alarm, {})]));
    const { OldestDueAlarm, ...others } = silence;
    expect(OldestDueAlarm).toBe('ALARM');
    expect(new Set(Object.values(others))).toEqual(new Set(['OK']));
  });

  it('looks at no more metrics than an alarm may', () => {
    for (const alarm of alarms) expect(metricsOf(alarm).length).toBeLessThanOrEqual(10);
  });

  it('adds up periods of one length', () => {
    for (const { properties } of alarms) {
      const periods = (properties.Metrics ?? []).flatMap((query: { MetricStat?: { Period: number } }) =>
        query.MetricStat === undefined ? [] : [query.MetricStat.Period],
      );
      expect(new Set(periods).size).toBeLessThanOrEqual(1);
    }
  });
});

/** The alarms of a stack that has nothing but routes that write. */
const alarmsOn = (functionTimeoutS: number, functionsThere: number): Resource[] => {
  const stack = new Stack(new App(TEMPLATE_ONLY));
  const code = { code: new InlineCode('x'), handler: 'x', runtime: Runtime.NODEJS_24_X };
  const [route] = ROUTES;
  const endpoints = Array.from({ length: functionsThere }, (_, number) => ({
    route: route as Route,
    function: new LambdaFunction(stack, `F${number}`, code),
  }));
  new FunctionAlarms(stack, 'Alarms', { endpoints, background: [], functionTimeoutS });
  return resourcesOf(Template.fromStack(stack), 'AWS::CloudWatch::Alarm');
};

describe('the alarms on functions', () => {
  const watchedBy = (...names: string[]) =>
    names.flatMap((name) => metricsOf(alarmOf(name)).map((metric) => labelOf(metric).split(' ')[1])).sort();

  it('look at the errors of every function, each once', () => {
    expect(watchedBy('FunctionErrorsAlarm', 'ReadErrorsAlarm')).toEqual([...functions].sort());
  });

  it('look at throttles of whatever writes, and of what nobody waits for', () => {
    expect(watchedBy('ThrottlesAlarm')).toEqual(watchedBy('FunctionErrorsAlarm'));
    expect(watchedBy('ThrottlesAlarm')).toEqual(
      expect.arrayContaining(['recovery.recover', 'receipts.send']),
    );
  });

  it('look at the time of what writes, but not of what uses up its time by design', () => {
    const acting = watchedBy('FunctionErrorsAlarm');
    const byDesign = ['receipts.send', 'recovery.recover'];
    expect([...watchedBy('DurationAlarm'), ...byDesign].sort()).toEqual(acting);
  });

  it('follow the time-out that is set', () => {
    const { Timeout } = functionOf(template, 'charges.create').properties;
    expect(alarmOf('DurationAlarm').properties.Threshold).toBe(Timeout * 1000 * 0.8);
  });

  it('follow a time-out of which 80 % are no whole seconds', () => {
    const made = alarmsOn(3, 1).find(({ id }) => id.includes('Duration'));
    expect(made?.properties.Threshold).toBe(2_400);
    expect(made?.properties.AlarmDescription).toContain('2.4 s');
  });

  it('become one more with the eleventh function', () => {
    const made = alarmsOn(25, 11);
    const sizes = made.map((alarm) => [alarm.id.replace(/^Alarms|.{8}$/g, ''), metricsOf(alarm).length]);
    expect(sizes).toEqual([
      ['FunctionErrorsAlarm', 10],
      ['FunctionErrors2Alarm', 1],
      ['ThrottlesAlarm', 10],
      ['Throttles2Alarm', 1],
      ['DurationAlarm', 10],
      ['Duration2Alarm', 1],
    ]);
  });
});

describe('what the alarms cost', () => {
  it('is by the metrics that docs/deploy.md says', () => {
    const deploy = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'deploy.md'), 'utf8');
    const [, simulated, all] = /\((\d+) metrics; (\d+) with Stripe and receipts\)/.exec(deploy) ?? [];
    const count = (of: readonly Resource[]) => of.flatMap(metricsOf).length;
    expect(Number(all)).toBe(count(alarms));
    expect(Number(simulated)).toBe(count(resourcesOf(synthesize(), 'AWS::CloudWatch::Alarm')));
  });
});

describe('without receipts', () => {
  it('there is no alarm about them, and all others are there', () => {
    const names = resourcesOf(synthesize(), 'AWS::CloudWatch::Alarm').map(nameOf);
    const ofReceipts = ['DeadLettersAlarm', 'ReceiptAgeAlarm'];
    expect([...names, ...ofReceipts].sort()).toEqual(alarms.map(nameOf).sort());
  });
});
