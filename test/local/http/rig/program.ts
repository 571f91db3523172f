import { cpSync } from 'node:fs';
import { runProgram } from '../../../../local/program.ts';

// However the test run ends, `kill -9` included: nothing of it is left. A listener alone would keep this process alive.
process.once('disconnect', () => process.kill(process.pid));
process.channel?.unref();

/** `npm start` with a copy of a template in place of `cdk synth`. */
await runProgram(async ({ directory }) => cpSync(process.env.ASSEMBLY ?? '', directory, { recursive: true }));
