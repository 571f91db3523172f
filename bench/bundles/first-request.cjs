// Runs in a fresh process: loads one bundle, answers one request, says how long each took. Plain JavaScript, because
// nothing in this process may be there that is not there on Lambda.
const { statSync } = require('node:fs');

const [bundle, event] = process.argv.slice(2);
const context = { awsRequestId: 'first', getRemainingTimeInMillis: () => 25_000 };

const run = async () => {
  const cpuBefore = process.cpuUsage();
  const startMs = performance.now();
  const { handler } = require(bundle);
  const loadMs = performance.now() - startMs;
  const { statusCode } = await handler(JSON.parse(event), context);
  const answeredMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpuBefore);

  const loaded = Object.keys(require.cache).filter((path) => path !== __filename);
  const loadedBytes = loaded.reduce((sum, path) => sum + statSync(path).size, 0);
  const seen = { loadMs, answeredMs, cpuMs: (user + system) / 1_000, loadedBytes, statusCode };
  process.send(seen, () => process.exit());
};
run();
