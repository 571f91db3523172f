import { type Options, Refused, readOptions } from './options.ts';
import { exitCodeOf, toTable } from './report.ts';
import { run } from './run.ts';

// The AWS SDK will need Node 22 from 2027 on and says so; package.json states what we support.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const optionsOrExit = (): Options => {
  try {
    return readOptions(process.argv.slice(2), process.env);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
};

const options = optionsOrExit();
const stopping = new AbortController();

/** One Ctrl-C arrives twice where npm passes on what the terminal has sent to everybody. */
const SAME_SIGNAL_MS = 1_000;
let stoppedAtMs = 0;

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    if (stopping.signal.aborted && Date.now() - stoppedAtMs < SAME_SIGNAL_MS) return;
    if (stopping.signal.aborted) {
      write('\nStopped at once. If something was deployed it is still there: `npx cdk destroy`.');
      process.exit(130);
    }
    write('\nStopping: what was deployed is destroyed first. Once more, and it is left there.');
    stoppedAtMs = Date.now();
    stopping.abort();
  });
}

const records = await run({ options, signal: stopping.signal, write });
write(`\n${toTable(records)}`);
if (options.keep) write('\nKept: `npx cdk destroy`, with the same AWS_ENDPOINT_URL, removes it.');
process.exitCode = exitCodeOf(records);
