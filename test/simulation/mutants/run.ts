import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { MUTANTS } from './catalogue/catalogue.ts';
import { huntAll } from './hunt.ts';
import { isAsExpected, toMarkdown, toSummary, toText } from './report.ts';

/**
 * `npm run simulate:mutants -- [--seeds 2000] [--only "part of a name"] [--workers 2] [--markdown]`: puts one bug after
 * another into the code, in memory, and lets the simulation find it. Ends with 1 when one gets away.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '2000' },
    only: { type: 'string', default: '' },
    workers: { type: 'string', default: String(availableParallelism()) },
    markdown: { type: 'boolean', default: false },
  },
});

const mutants = MUTANTS.filter(({ name }) => name.includes(values.only));
let done = 0;
const hunted = await huntAll(mutants, {
  seeds: Number(values.seeds),
  workers: Number(values.workers),
  onVerdict: ({ mutant, verdict }) => {
    done += 1;
    const seed = verdict.kind === 'caught' ? ` by seed ${verdict.seed}` : '';
    console.error(`${done} of ${mutants.length}: ${verdict.kind}${seed}: ${mutant.name}`);
  },
});

console.log(values.markdown ? toMarkdown(hunted) : toText(hunted));
console.log(`\n${toSummary(hunted)}`);
process.exitCode = hunted.length > 0 && hunted.every(isAsExpected) ? 0 : 1;
