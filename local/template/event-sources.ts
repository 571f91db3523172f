import { unknownRule } from '../streams/filter.ts';
import { resourcesOfType, type Stack, UnreadableTemplate } from './cloud-assembly.ts';
import type { EventSource } from './model.ts';
import { type LocalNames, referredTo } from './references.ts';

interface MappingProperties {
  readonly FunctionName?: unknown;
  readonly EventSourceArn?: unknown;
  readonly Enabled?: boolean;
  readonly StartingPosition?: string;
  readonly BatchSize?: number;
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly ParallelizationFactor?: number;
  readonly BisectBatchOnFunctionError?: boolean;
  readonly FunctionResponseTypes?: readonly string[];
  readonly MaximumRetryAttempts?: number;
  readonly MaximumRecordAgeInSeconds?: number;
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern: string }[] };
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: unknown } };
}

/** An event source together with the logical id of its function. */
export type ReadEventSource = Omit<EventSource, 'functionId'> & { readonly functionLogicalId: string };

/** What Lambda takes for a stream when the mapping does not say. */
const DEFAULT_BATCH_SIZE = 100;
/** Lambda's word for "no bound", for attempts and for ages. */
const UNBOUNDED = -1;

const bound = (value = UNBOUNDED): number => (value === UNBOUNDED ? Number.POSITIVE_INFINITY : value);

const readMapping = (
  stack: Stack,
  names: LocalNames,
  logicalId: string,
  properties: MappingProperties,
): ReadEventSource => {
  const { FunctionName, EventSourceArn, StartingPosition, FilterCriteria, DestinationConfig } = properties;
  const functionLogicalId = referredTo(stack, FunctionName, 'AWS::Lambda::Function');
  const table =
    referredTo(stack, EventSourceArn, 'AWS::DynamoDB::Table') ??
    referredTo(stack, EventSourceArn, 'AWS::DynamoDB::GlobalTable');
  if (functionLogicalId === undefined || table === undefined)
    throw new UnreadableTemplate(
      `Event source ${logicalId} does not lead from a table's stream to a function: a local run knows no other.`,
    );
  const destination = DestinationConfig?.OnFailure?.Destination;
  return {
    functionLogicalId,
    tableName: String(names.resolve({ Ref: table }, `Event source ${logicalId}`)),
    startsAt: StartingPosition === 'TRIM_HORIZON' ? 'TRIM_HORIZON' : 'LATEST',
    patterns: (FilterCriteria?.Filters ?? []).map(({ Pattern }) => readPattern(logicalId, Pattern)),
    batchSize: properties.BatchSize ?? DEFAULT_BATCH_SIZE,
    windowMs: (properties.MaximumBatchingWindowInSeconds ?? 0) * 1000,
    lanes: properties.ParallelizationFactor ?? 1,
    bisects: properties.BisectBatchOnFunctionError ?? false,
    reportsItems: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    retriesMax: bound(properties.MaximumRetryAttempts),
    ageMaxMs: bound(properties.MaximumRecordAgeInSeconds) * 1000,
    deadLetters: destination === undefined ? undefined : referredTo(stack, destination, 'AWS::SQS::Queue'),
  };
};

/** Better to stop than to let records through, or keep them back, that AWS would treat otherwise. */
const readPattern = (logicalId: string, text: string): unknown => {
  const pattern: unknown = JSON.parse(text);
  const rule = unknownRule(pattern);
  if (rule === undefined) return pattern;
  throw new UnreadableTemplate(
    `Event source ${logicalId} filters by ${JSON.stringify(rule)}; a local run knows values, prefix and exists.`,
  );
};

/** The streams that call functions. */
export const readEventSources = (stack: Stack, names: LocalNames): ReadEventSource[] =>
  resourcesOfType<MappingProperties>(stack, 'AWS::Lambda::EventSourceMapping')
    .filter(([, { Enabled = true }]) => Enabled)
    .map(([logicalId, properties]) => readMapping(stack, names, logicalId, properties));
