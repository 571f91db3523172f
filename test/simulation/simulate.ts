import { parseArgs } from 'node:util';
import { runSeed } from './run-seed.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** `npm run simulate -- --seeds 10000 [--seed N] [--trace]`: tries to make the production handlers charge twice. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});

const PROGRESS_EVERY_MS = 2_000;

const first = Number(values.seed ?? 1);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const startedAtMs = performance.now();
let saidAtMs = startedAtMs;
let requests = 0;
let failed = 0;

for (let seed = first; seed < first + count; seed += 1) {
  const report = await runSeed(seed, { withStory: values.trace });
  requests += report.requests;
  if (values.trace) console.log(report.story.join('\n'));
  if (report.violations.length > 0) {
    failed += 1;
    console.log(`seed ${seed}:\n  ${report.violations.join('\n  ')}`);
  }
  if (performance.now() - saidAtMs > PROGRESS_EVERY_MS) {
    saidAtMs = performance.now();
    const perS = Math.round((requests * 1000) / (saidAtMs - startedAtMs));
    console.error(`${seed - first + 1} of ${count} seeds, ${requests} requests, ${perS} a second`);
  }
}
const tookS = (performance.now() - startedAtMs) / 1000;
console.log(
  `${count} seeds, ${requests} requests, ${failed} seeds with a violation, ${tookS.toFixed(1)} s ` +
    `(${Math.round(requests / tookS)} requests a second). One of them again: --seed N --trace`,
);
process.exitCode = failed > 0 ? 1 : 0;
