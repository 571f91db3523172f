import { BOUNDS, QUICK } from './bounds.ts';
import { BROKEN_RULES } from './rules.ts';
import { counterExample, search } from './search.ts';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const toStory = (story: readonly string[]): string =>
  story.map((words, index) => `  ${index + 1}. ${words}`).join('\n');

for (const rule of BROKEN_RULES) {
  const example = await counterExample(QUICK, rule);
  if (example === null) console.log(`\nWithout "${rule.name}": nothing is broken.`);
  else
    console.log(
      `\nWithout "${rule.name}" (${example.states} states, ${seconds(example.durationMs)}):\n` +
        `${toStory(example.found.story)}\n  => ${example.found.promise}.`,
    );
}

console.log('\nWith all rules:');
for (const [name, bounds] of Object.entries(BOUNDS)) {
  const progress = (count: number) => process.stderr.write(`  ${name}: ${count} states so far\n`);
  const { states, transitions, histories, durationMs, found } = await search(
    bounds,
    undefined,
    true,
    progress,
  );
  const verdict = found === null ? 'all safe' : `BROKEN\n${toStory(found.story)}\n  => ${found.promise}.`;
  console.log(
    `${name}: ${states} states, ${transitions} transitions, ${histories} histories, ${seconds(durationMs)}: ${verdict}`,
  );
  if (found !== null) process.exitCode = 1;
}
