import { FULL, type NamedBounds, QUICK } from './bounds.ts';
import { counterExample } from './counter-example.ts';
import { isAsClaimed, type Report, toMarkdown, toText } from './report.ts';
import type { BrokenRule } from './rules/broken-rule.ts';
import { BROKEN_RULES } from './rules/broken-rules.ts';
import { COVERED_RULES } from './rules/covered-rules.ts';
import { type Search, search } from './search/search.ts';

/** `npm run exhaustive`: six minutes of one core, 1.7 GB; `-- --markdown` prints tables instead of stories. */

const say = (words: string): void => {
  process.stderr.write(`${words}\n`);
};

const watched = (title: string, bounds: NamedBounds, rule?: BrokenRule): Promise<Search> =>
  search(bounds, {
    ...(rule === undefined ? {} : { rule }),
    report: (states, cpuMs) =>
      say(`${title}: ${states} states so far, ${Math.round((1000 * states) / cpuMs)} a second`),
  });

const explored: Report['explored'][number][] = [];
for (const bounds of [...Object.values(QUICK), ...Object.values(FULL)])
  explored.push({ bounds, search: await watched(bounds.name, bounds) });

// The largest one would only be searched for a rule that the smaller ones do not need.
const boundsForRules = [...Object.values(QUICK), FULL.threeAlone, FULL.threeOrder];
const removed: Report['removed'][number][] = [];
for (const rule of BROKEN_RULES) {
  say(`without "${rule.name}" …`);
  removed.push({ rule: rule.name, example: await counterExample(boundsForRules, rule) });
}

const covered: Report['covered'][number][] = [];
for (const rule of COVERED_RULES) {
  const bounds = FULL.threeOrder;
  const alone = await watched(`without "${rule.alone.name}"`, bounds, rule.alone);
  covered.push({ rule, bounds, alone, together: await counterExample(boundsForRules, rule.together) });
}

const report: Report = { explored, removed, covered };
console.log(process.argv.includes('--markdown') ? toMarkdown(report) : toText(report));
if (!isAsClaimed(report)) process.exitCode = 1;
