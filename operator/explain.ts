import { explain } from './explain/explain.ts';
import { runCommand } from './place/program.ts';

await runCommand(explain);
