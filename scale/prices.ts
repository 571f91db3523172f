interface Price {
  readonly name: string;
  readonly usd: number;
  /** What `usd` buys. */
  readonly per: string;
  /** Where the number was seen, and as of when. None is from AWS's own price list: check before you rely on one. */
  readonly source: string;
}

const MEMORY = 'memory, 2026';

/** On-demand list prices of us-east-1 without free tiers, savings plans, volume tiers and taxes. Change them here. */
export const PRICES = {
  gatewayMillion: { name: 'API Gateway, HTTP API', usd: 1, per: 'million requests', source: MEMORY },
  invocationMillion: {
    name: 'Lambda, requests',
    usd: 0.2,
    per: 'million',
    source: 'git.mcrn.ar, May 2026',
  },
  gbSecond: {
    name: 'Lambda, arm64 duration',
    usd: 0.0000133334,
    per: 'GB-second',
    source: 'git.mcrn.ar, May 2026',
  },
  writeMillion: {
    name: 'DynamoDB, write request units',
    usd: 0.625,
    per: 'million',
    source: 'airbyte.com, July 2025',
  },
  readMillion: {
    name: 'DynamoDB, read request units',
    usd: 0.125,
    per: 'million',
    source: 'airbyte.com, July 2025',
  },
  storageGbMonth: { name: 'DynamoDB, storage', usd: 0.25, per: 'GB-month', source: MEMORY },
  backupGbMonth: { name: 'DynamoDB, point-in-time recovery', usd: 0.2, per: 'GB-month', source: MEMORY },
  infrequentGbMonth: { name: 'DynamoDB, storage, Standard-IA', usd: 0.1, per: 'GB-month', source: MEMORY },
  infrequentWriteMillion: {
    name: 'DynamoDB, write request units, Standard-IA',
    usd: 0.78,
    per: 'million',
    source: MEMORY,
  },
  logGb: { name: 'CloudWatch Logs, ingestion', usd: 0.5, per: 'GB', source: 'factualminds.com, June 2026' },
  logGbMonth: { name: 'CloudWatch Logs, storage', usd: 0.03, per: 'GB-month compressed', source: MEMORY },
  metricMonth: {
    name: 'CloudWatch, custom metric',
    usd: 0.3,
    per: 'month',
    source: 'signoz.io, February 2026',
  },
  alarmMonth: { name: 'CloudWatch, metric of an alarm', usd: 0.1, per: 'month', source: MEMORY },
  dashboardMonth: {
    name: 'CloudWatch, dashboard',
    usd: 3,
    per: 'month',
    source: 'factualminds.com, June 2026',
  },
  traceMillion: { name: 'X-Ray, traces recorded', usd: 5, per: 'million', source: MEMORY },
  mailThousand: { name: 'SES, mail', usd: 0.1, per: 'thousand', source: MEMORY },
  clientMonth: {
    name: 'Cognito, machine client',
    usd: 6,
    per: 'month',
    source: 'rhythmictech.com, May 2025',
  },
  tokenThousand: {
    name: 'Cognito, machine token',
    usd: 2.25,
    per: 'thousand',
    source: 'vantage-api.com, April 2025',
  },
  secretMonth: { name: 'Secrets Manager, secret', usd: 0.4, per: 'month', source: MEMORY },
  outGb: { name: 'Data out to the internet', usd: 0.09, per: 'GB', source: MEMORY },
  vcpuHour: { name: 'Fargate, vCPU', usd: 0.04048, per: 'hour', source: 'fortem.dev, 2026' },
  memoryGbHour: { name: 'Fargate, memory', usd: 0.004445, per: 'GB-hour', source: 'fortem.dev, 2026' },
  balancerHour: { name: 'Application Load Balancer', usd: 0.0225, per: 'hour', source: MEMORY },
  natHour: { name: 'NAT gateway', usd: 0.045, per: 'hour', source: MEMORY },
  postgresHour: { name: 'RDS PostgreSQL db.m7g.large, Multi-AZ', usd: 0.336, per: 'hour', source: MEMORY },
  postgresGbMonth: {
    name: 'RDS storage gp3, Multi-AZ',
    usd: 0.23,
    per: 'GB-month',
    source: 'usage.ai, June 2026 (twice Single-AZ)',
  },
} as const satisfies Readonly<Record<string, Price>>;
