import { cpSync } from 'node:fs';
import { runProgram } from '../../../../local/program.ts';
import '../../../rig/ends-with-its-test-run.ts';

/** `npm start` with a copy of a template in place of `cdk synth`. */
await runProgram(async ({ directory }) => cpSync(process.env.ASSEMBLY ?? '', directory, { recursive: true }));
