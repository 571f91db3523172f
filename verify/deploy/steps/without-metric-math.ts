import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { STACK_ID } from '../deployment.ts';
import { NotShown } from '../step.ts';

interface Query {
  readonly MetricStat?: {
    readonly Metric: Readonly<Record<string, unknown>>;
    readonly Stat: string;
    readonly Period: number;
  };
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>> & { readonly Metrics?: readonly Query[] };
}

interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

/** Percentiles stand in a property of their own. */
const statistic = (stat: string) =>
  stat.startsWith('p') ? { ExtendedStatistic: stat } : { Statistic: stat };

const onOneMetric = (resource: Resource): Resource => {
  if (resource.Type !== 'AWS::CloudWatch::Alarm' || resource.Properties.Metrics === undefined)
    return resource;
  const { Metrics, ...others } = resource.Properties;
  const first = Metrics.find(({ MetricStat }) => MetricStat !== undefined)?.MetricStat;
  if (first === undefined) throw new Error('An alarm looks at no metric.');
  return {
    ...resource,
    Properties: { ...others, ...first.Metric, ...statistic(first.Stat), Period: first.Period },
  };
};

/** Changes the alarms that look at several metrics, so that each looks at its first alone. @returns their ids */
export const narrowAlarms = ({ Resources }: Template): { template: Template; narrowed: string[] } => {
  const entries = Object.entries(Resources).map(
    ([id, resource]) => [id, resource, onOneMetric(resource)] as const,
  );
  return {
    template: { Resources: Object.fromEntries(entries.map(([id, , after]) => [id, after])) },
    narrowed: entries.filter(([, before, after]) => before !== after).map(([id]) => id),
  };
};

/**
 * An emulator may know no alarm over several metrics, and then deploys nothing at all: there they are narrowed, in the
 * assembly that is deployed.
 *
 * @throws NotShown where there was one: what it looks at is not what is deployed elsewhere
 */
export const withoutMetricMath = async (app: string): Promise<string> => {
  const path = join(app, `${STACK_ID}.template.json`);
  const whole = JSON.parse(readFileSync(path, 'utf8')) as Template;
  const { template, narrowed } = narrowAlarms(whole);
  if (narrowed.length === 0) return 'none looks at several metrics';
  writeFileSync(path, JSON.stringify({ ...whole, ...template }));
  throw new NotShown(
    `${narrowed.length} look at several metrics, which emulators do not know: here each looks at its first alone`,
  );
};
