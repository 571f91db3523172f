import { keptSynth } from './kept-synth.ts';
import { runProgram } from './program.ts';

await runProgram(keptSynth());
