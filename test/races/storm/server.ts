import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as passed } from 'node:timers/promises';
import { type DynamoDb, startEngine } from '../../../local/dynamodb/engine.ts';
import { quietPort } from '../../rig/quiet-port.ts';
import { type SpawnedProgram, spawnProgram } from '../../rig/spawn-program.ts';
import { processesOf, signal } from './processes.ts';

/** `npm start` with a copy of a template in place of `cdk synth`, whose seconds are not to be waited for at each restart. */
const PROGRAM = join(import.meta.dirname, '../../local/http/rig/program.ts');

/** Who runs DynamoDB: the server itself, so that it ends with it, or somebody else, as on AWS. */
export type Database = 'of-the-server' | 'elsewhere';

export interface ServerOptions {
  /** A folder for everything that is written. */
  readonly directory: string;
  /** A synthesized template. */
  readonly assembly: string;
  /** Processes per function. */
  readonly concurrency: number;
}

/** The whole of it in a child process, as often as it is killed on the same port and the same data. */
export interface Server {
  readonly url: string;
  readonly logFile: string;
  readonly database: () => Database;
  /** @throws Error when it will not come back */
  readonly untilUp: () => Promise<void>;
  readonly start: (database: Database) => Promise<void>;
  /** As a power cut does; nothing else is killed. */
  readonly kill: () => Promise<void>;
  /** Ends whatever is left, frozen or not. */
  readonly clearAway: () => Promise<void>;
}

/** @throws Error with what it said when it ends before it can take calls */
const untilReady = async (
  { stdout, stderr }: Pick<SpawnedProgram, 'stdout' | 'stderr'>,
  exited: Promise<unknown>,
): Promise<void> => {
  const errors: string[] = [];
  createInterface({ input: stderr }).on('line', (line) => errors.push(line));
  const [line] = (await Promise.race([
    once(createInterface({ input: stdout }), 'line'),
    exited,
  ])) as unknown[];
  if (typeof line !== 'string') throw new Error(`the server does not start: ${errors.join('\n')}`);
};

export const openServer = async (options: ServerOptions): Promise<Server> => {
  const { directory, assembly, concurrency } = options;
  const dataDirectory = join(directory, 'data');
  const temporary = join(directory, 'tmp');
  for (const each of [dataDirectory, temporary]) mkdirSync(each, { recursive: true });
  const port = await quietPort();
  const logFile = join(directory, 'log');
  let engine: DynamoDb | undefined;
  let child: ChildProcess | undefined;
  let exited: Promise<unknown> = Promise.resolve();
  let isUp = false;
  /** Why it will not come back. */
  let end: unknown;

  const engineElsewhere = async (): Promise<DynamoDb> => {
    // Two engines on one file are one too many.
    while (processesOf(directory, 'engine').length > 0) await passed(20);
    return startEngine(join(dataDirectory, 'dynamodb.sqlite'));
  };

  const start = async (database: Database): Promise<void> => {
    if (end !== undefined) throw end;
    if (database === 'elsewhere') engine ??= await engineElsewhere();
    const env = {
      ...process.env,
      PORT: `${port}`,
      DATA_DIR: dataDirectory,
      DYNAMODB_ENDPOINT: engine?.endpoint ?? '',
      STRIPE_SECRET_KEY: '',
      LOCAL_CONCURRENCY: `${concurrency}`,
      LOG_FILE: logFile,
      TMPDIR: temporary,
      ASSEMBLY: assembly,
    };
    // A process group of its own: Ctrl-C reaches the storm only, which then ends it.
    const program = spawnProgram(PROGRAM, env, { detached: true });
    child = program.child;
    exited = once(child, 'exit');
    try {
      await untilReady(program, exited);
      isUp = true;
    } catch (error) {
      end = error;
      throw error;
    }
  };

  const kill = async (): Promise<void> => {
    isUp = false;
    child?.kill('SIGKILL');
    await exited;
  };

  const killAll = (): void => {
    child?.kill('SIGKILL');
    for (const each of processesOf(directory)) signal(each, 'SIGKILL');
  };
  // However this process ends: nobody else would.
  process.once('exit', killAll);

  return {
    url: `http://localhost:${port}`,
    logFile,
    database: () => (engine === undefined ? 'of-the-server' : 'elsewhere'),
    untilUp: async () => {
      while (!isUp) {
        if (end !== undefined) throw end;
        await passed(50);
      }
    },
    start,
    kill,
    clearAway: async () => {
      end ??= new Error('the storm is over');
      isUp = false;
      killAll();
      await exited;
      await engine?.stop();
      // What it had just started when it was killed.
      killAll();
      process.off('exit', killAll);
    },
  };
};
