/** What of a mutant's bundle is run: everything below is the code with the mutant's changes in it. */
export { runSeed } from '../run-seed.ts';
export { calmDay } from './calm-day.ts';
