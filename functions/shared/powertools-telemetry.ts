import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { describeError } from './describe-error.ts';
import type { Telemetry } from './telemetry.ts';

type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];

/** Alarms and dashboards read these names: they are a contract. */
const METRICS_NAMESPACE = 'Payonce';

/** What each outcome counts as. The codes of refusals that say nothing about idempotency are in the log only. */
const METRIC_OF_OUTCOME: Readonly<Record<string, string>> = {
  first: 'Executed',
  again: 'Executed',
  takeover: 'Takeover',
  settle: 'Settled',
  replayed: 'Replayed',
  'fenced-out': 'FencedOut',
  'request-in-progress': 'Conflict',
  'idempotency-key-reused': 'Mismatch',
  'outcome-unknown': 'Unknown',
  unavailable: 'Unavailable',
  'internal-error': 'InternalError',
};

/**
 * One JSON line per request for Lambda's log group, with the id of Lambda's own trace, and metrics in the same stream
 * (CloudWatch's embedded format: no call is made for them). The service is the stack's name
 * (`POWERTOOLS_SERVICE_NAME`): two stacks in one account must not count together.
 */
export const createTelemetry = (): Telemetry => {
  const logger = new Logger();
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE });

  const measure = (operation: string, values: Readonly<Record<string, readonly [Unit, number]>>): void => {
    metrics.addDimension('operation', operation);
    for (const [name, [unit, value]] of Object.entries(values)) metrics.addMetric(name, unit, value);
    metrics.publishStoredMetrics();
  };

  return {
    follow: (requestId, run) => {
      logger.setCorrelationId(requestId);
      return run();
    },
    request: (line) => {
      logger.info('request', { ...line });
      const name = METRIC_OF_OUTCOME[line.outcome];
      measure(line.operation, {
        ...(name === undefined ? {} : { [name]: [MetricUnit.Count, 1] }),
        Latency: [MetricUnit.Milliseconds, line.durationMs],
      });
    },
    recovery: (line) => {
      logger.info('recovery', { ...line });
      measure('recovery.recover', {
        Settled: [MetricUnit.Count, line.settled],
        Abandoned: [MetricUnit.Count, line.abandoned],
        StillOpen: [MetricUnit.Count, line.stillOpen],
        OldestDue: [MetricUnit.Milliseconds, line.oldestDueMs],
      });
    },
    settled: (operation, requestId, item) => logger.info('settled', { operation, requestId, ...item }),
    failure: (operation, requestId, error) =>
      logger.error('failure', { operation, requestId, failure: describeError(error) }),
    incident: (name, subject) => {
      logger.critical('incident', { incident: name, ...subject });
      measure('incidents', { Incident: [MetricUnit.Count, 1] });
    },
  };
};
