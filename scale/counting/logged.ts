/** A trace header as Lambda sets it: the production logger puts its first part into each line. */
export const TRACE = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';

/** What CloudWatch Logs adds to each event when it counts bytes. */
const EVENT_OVERHEAD_BYTES = 26;

export interface Logged {
  readonly lines: number;
  /** As CloudWatch Logs counts them. */
  readonly bytes: number;
  /** Each metric with its dimensions: one is paid for as often as it is different. */
  readonly metrics: readonly string[];
}

interface Embedded {
  readonly operation?: string;
  readonly _aws?: {
    readonly CloudWatchMetrics: readonly { readonly Metrics: readonly { readonly Name: string }[] }[];
  };
}

const metricsIn = (line: string): string[] => {
  const { operation, _aws } = JSON.parse(line) as Embedded;
  const names = (_aws?.CloudWatchMetrics ?? []).flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));
  return names.map((name) => `${operation} ${name}`);
};

export const logEventBytes = (line: string): number => Buffer.byteLength(line) + EVENT_OVERHEAD_BYTES;

/** Runs `act` and measures what it meanwhile writes to standard output, which is where a function's log comes from. */
export const logged = async <Result>(
  act: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly log: Logged }> => {
  const { stdout } = process;
  const write = stdout.write;
  const before = process.env._X_AMZN_TRACE_ID;
  let text = '';
  stdout.write = ((chunk: string | Uint8Array) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    return true;
  }) as typeof write;
  process.env._X_AMZN_TRACE_ID = TRACE;
  try {
    const result = await act();
    const lines = text.split('\n').filter((line) => line !== '');
    const bytes = lines.reduce((sum, line) => sum + logEventBytes(line), 0);
    return { result, log: { lines: lines.length, bytes, metrics: lines.flatMap(metricsIn) } };
  } finally {
    stdout.write = write;
    if (before === undefined) delete process.env._X_AMZN_TRACE_ID;
    else process.env._X_AMZN_TRACE_ID = before;
  }
};
