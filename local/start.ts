import { runProgram } from './program.ts';
import { synthesize } from './synthesize.ts';

await runProgram(synthesize);
