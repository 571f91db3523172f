import { runCommand } from './place/program.ts';
import { redact } from './redact/redact.ts';

await runCommand(redact);
