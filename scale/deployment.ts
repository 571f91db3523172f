import { readStack, resourcesOfType } from '../local/template/cloud-assembly.ts';
import { readThrottle } from '../local/template/routes.ts';
import { logEventBytes } from './counting/logged.ts';

/** Of the synthesized template: nothing here is stated a second time. */
export interface Deployment {
  readonly memoryMib: number;
  readonly architecture: string;
  readonly functions: number;
  /** An alarm is billed by the metrics that it looks at. */
  readonly alarmMetrics: number;
  readonly dashboards: number;
  readonly secrets: number;
  readonly clients: number;
  readonly throttlePerS: number;
  /** Of the gateway's line of one request, filled in. */
  readonly accessLineBytes: number;
}

/** As long as what the gateway puts there. */
const SAMPLES: Readonly<Record<string, string>> = {
  '$context.requestTime': '14/Jan/2026:09:41:37 +0000',
  '$context.requestId': 'JKJaXmPLvHcESHA=',
  '$context.routeKey': 'POST /charges',
  '$context.status': '201',
  '$context.responseLatency': '1043',
  '$context.integrationLatency': '1038',
  '$context.integration.status': '201',
  '$context.integrationErrorMessage': '-',
  '$context.authorizer.claims.sub': '3n4b5urk1ft4fl3mg5e62d9ado',
};

const accessLineOf = (format: string): string =>
  format.replace(/\$context(\.\w+)+/g, (name) => {
    const sample = SAMPLES[name];
    if (sample === undefined) throw new Error(`no sample of ${name}, which is in the access log`);
    return sample;
  });

interface FunctionProperties {
  readonly MemorySize: number;
  readonly Architectures: readonly string[];
}

interface AlarmProperties {
  readonly Metrics?: readonly { readonly MetricStat?: unknown }[];
}

/** Of an expression, those that it is made of. */
const metricsOf = ({ Metrics }: AlarmProperties): number =>
  Metrics === undefined ? 1 : Metrics.filter(({ MetricStat }) => MetricStat !== undefined).length;

const sameIn = <T>(values: readonly T[], what: string): T => {
  const [first, ...others] = new Set(values);
  if (first === undefined || others.length > 0) throw new Error(`the functions differ in their ${what}`);
  return first;
};

export const readDeployment = (directory: string): Deployment => {
  const stack = readStack(directory);
  const count = (type: string): number => resourcesOfType(stack, type).length;
  const functions = resourcesOfType<FunctionProperties>(stack, 'AWS::Lambda::Function')
    .map(([, properties]) => properties)
    // A function of the CDK's own (there may be some) is not called by requests.
    .filter(({ Architectures }) => Architectures !== undefined);
  const [[, stage] = ['', undefined]] = resourcesOfType<{
    readonly AccessLogSettings: { readonly Format: string };
  }>(stack, 'AWS::ApiGatewayV2::Stage');
  return {
    memoryMib: sameIn(
      functions.map(({ MemorySize }) => MemorySize),
      'memory',
    ),
    architecture: sameIn(
      functions.map(({ Architectures }) => Architectures[0] ?? ''),
      'architecture',
    ),
    functions: functions.length,
    alarmMetrics: resourcesOfType<AlarmProperties>(stack, 'AWS::CloudWatch::Alarm')
      .map(([, alarm]) => metricsOf(alarm))
      .reduce((sum, metrics) => sum + metrics, 0),
    dashboards: count('AWS::CloudWatch::Dashboard'),
    secrets: count('AWS::SecretsManager::Secret'),
    clients: count('AWS::Cognito::UserPoolClient'),
    throttlePerS: readThrottle(stack)?.ratePerS ?? Number.POSITIVE_INFINITY,
    accessLineBytes: logEventBytes(accessLineOf(stage?.AccessLogSettings.Format ?? '')),
  };
};
