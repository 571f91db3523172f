// Runs one function in a process of its own, as local/sandbox/runner.mjs does, and says how much memory that takes.
// Plain JavaScript, because nothing in this process may be there that is not there on Lambda, no loader either.
import { pathToFileURL } from 'node:url';

const [bundlePath] = process.argv.slice(2);

process.on('disconnect', () => process.exit());

const say = () => {
  const { rss } = process.memoryUsage();
  globalThis.gc();
  process.send({ rss, heapUsed: process.memoryUsage().heapUsed });
};

/** Without a bundle: Node.js alone. */
const { default: loaded, handler = loaded?.handler } = bundlePath
  ? await import(pathToFileURL(bundlePath).href)
  : { default: undefined };

process.on('message', async (events) => {
  for (const event of events) {
    const { statusCode, body } = await handler(event, {
      awsRequestId: event.requestContext.requestId,
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      getRemainingTimeInMillis: () => 25_000,
    });
    if (statusCode !== 201) throw new Error(`${bundlePath} answered ${statusCode} ${body}`);
  }
  say();
});
say();
