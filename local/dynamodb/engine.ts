import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { freePort } from '../ports.ts';

/** A DynamoDB engine of our own, or someone else's that we only call. */
export interface DynamoDb {
  readonly endpoint: string;
  /** For the line that says what is running. */
  readonly description: string;
  /** Ends the engine if it is ours. */
  stop(): Promise<void>;
}

const ENGINE_PACKAGE = '@dynoxide/linux-x64';

/** Starting takes under 50 ms; ten seconds is a machine that is busy with something else. */
const READY_WITHIN_MS = 10_000;
const STARTS_MAX = 3;

/**
 * The shell waits for the end of its standard input, which comes however this process ends, `kill -9` included, and
 * then ends the engine. It holds no pipe but that one, so the engine's own end is seen as the end of its output.
 */
const ENDS_WITH_PARENT = '"$@" & engine=$!; exec >&- 2>&-; read -r _; kill $engine; wait $engine';

const noEngine = (): Error =>
  new Error(
    `There is no embedded DynamoDB engine for ${process.platform}-${process.arch}. Start DynamoDB Local:\n\n` +
      '    docker run --rm -p 8000:8000 amazon/dynamodb-local\n\n' +
      'and then, in another terminal (npm test takes the same variable):\n\n' +
      '    DYNAMODB_ENDPOINT=http://localhost:8000 npm start\n',
  );

/**
 * Where the engine is. It is an optional dependency: there is none for some platforms.
 *
 * @throws Error that says what to do instead
 */
export const engineBinary = (enginePackage = ENGINE_PACKAGE): string => {
  const require = createRequire(import.meta.filename);
  try {
    return join(dirname(require.resolve(`${enginePackage}/package.json`)), 'dynoxide');
  } catch {
    // Not installed, which is all that there is to know.
    throw noEngine();
  }
};

const isAnswering = (endpoint: string): Promise<boolean> =>
  fetch(endpoint).then(
    () => true,
    () => false,
  );

/** True once the engine answers; false when it ended instead, or did not answer in time. */
const becomesReady = async (engine: ChildProcess, endpoint: string): Promise<boolean> => {
  let hasEnded = false;
  engine.stdout?.resume().once('end', () => {
    hasEnded = true;
  });
  const deadlineMs = Date.now() + READY_WITHIN_MS;
  while (!hasEnded && Date.now() < deadlineMs) {
    if ((await isAnswering(endpoint)) && !hasEnded) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
};

/**
 * Starts the embedded engine on a free port of 127.0.0.1. It ends with this process, however that ends.
 *
 * @param databasePath where it keeps the tables; @default - in memory
 * @throws Error that says what to do when there is no engine for this platform
 */
export const startEngine = async (databasePath?: string): Promise<DynamoDb> => {
  const binary = engineBinary();
  for (let starts = 1; starts <= STARTS_MAX; starts += 1) {
    const port = await freePort();
    const endpoint = `http://127.0.0.1:${port}`;
    const flags = ['--host', '127.0.0.1', '--port', `${port}`];
    if (databasePath !== undefined) flags.push('--db-path', databasePath);
    // A process group of its own: Ctrl-C reaches this process only, which then stops things in order.
    const engine = spawn('sh', ['-c', ENDS_WITH_PARENT, 'sh', binary, ...flags], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
    });
    const exited = once(engine, 'exit');
    const stop = async (): Promise<void> => {
      engine.stdin?.end();
      await exited;
    };
    if (await becomesReady(engine, endpoint)) return { endpoint, description: 'embedded engine', stop };
    await stop();
  }
  throw new Error(`The embedded DynamoDB engine does not start: ${binary}`);
};
