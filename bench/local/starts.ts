import { rmSync } from 'node:fs';
import { KEPT_SYNTHS } from '../../local/kept-synth.ts';
import type { Say } from '../part.ts';
import { startProgram } from './program.ts';
import type { Starts } from './result.ts';

const STARTS = 5;
/** On a machine that is busy with something else fewer starts must do. */
const MEASURE_WITHIN_MS = 35_000;

const START = ['--import', 'tsx', 'local/start.ts'];

const timeStart = async (): Promise<number> => {
  const program = await startProgram(START, {
    PORT: '0',
    ...{ DYNAMODB_ENDPOINT: '', DATA_DIR: '', STRIPE_SECRET_KEY: '', LOCAL_CONCURRENCY: '' },
  });
  await program.stop();
  return program.readyAfterMs;
};

/** How long `npm start` takes to its line with the address: when it synthesizes, and when nothing has changed since. */
export const measureStarts = async (say: Say): Promise<Starts[]> => {
  const changedMs: number[] = [];
  const unchangedMs: number[] = [];
  const startedAtMs = performance.now();
  while (changedMs.length < STARTS && performance.now() - startedAtMs < MEASURE_WITHIN_MS) {
    say(`the local server: start ${changedMs.length + 1} of ${STARTS}`);
    rmSync(KEPT_SYNTHS, { recursive: true, force: true });
    changedMs.push(await timeStart());
    unchangedMs.push(await timeStart());
  }
  return [
    { state: 'first, or after a change', tookMs: changedMs },
    { state: 'nothing has changed', tookMs: unchangedMs },
  ];
};
