import { resourcesOfType, type Stack, UnreadableTemplate } from './cloud-assembly.ts';
import { referredTo } from './references.ts';

interface RuleProperties {
  readonly ScheduleExpression?: string;
  readonly State?: string;
  readonly Targets?: readonly { readonly Arn?: unknown }[];
}

/** A schedule together with the logical id of its function. */
export interface ReadSchedule {
  readonly functionLogicalId: string;
  readonly everyMs: number;
}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const readRate = (logicalId: string, expression: string): number => {
  const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const unitMs = UNIT_MS[unit];
  if (unitMs === undefined)
    throw new UnreadableTemplate(
      `Rule ${logicalId} has the schedule ${expression}; a local run knows rate(…).`,
    );
  return Number(count) * unitMs;
};

/** The rules that run a function at a fixed rate. Rules about events have no schedule and are none of them. */
export const readSchedules = (stack: Stack): ReadSchedule[] =>
  resourcesOfType<RuleProperties>(stack, 'AWS::Events::Rule').flatMap(([logicalId, properties]) => {
    const { ScheduleExpression: expression, State: state, Targets: targets = [] } = properties;
    if (expression === undefined || state === 'DISABLED') return [];
    const everyMs = readRate(logicalId, expression);
    return targets.map(({ Arn }) => {
      const functionLogicalId = referredTo(stack, Arn, 'AWS::Lambda::Function');
      if (functionLogicalId === undefined)
        throw new UnreadableTemplate(`Rule ${logicalId} does not lead to a function.`);
      return { functionLogicalId, everyMs };
    });
  });
