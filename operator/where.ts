import { runCommand } from './place/program.ts';
import { where } from './where/where.ts';

await runCommand(where);
