// Runs one function in a process of its own: loads the bundle, then calls its handler for one event at a time.
// Plain JavaScript, because nothing in this process may be there that is not there on Lambda, no loader either.
import { pathToFileURL } from 'node:url';

const [bundlePath, exportName] = process.argv.slice(2);

// The process that started this one is gone, however it went: nobody waits for an answer any more.
process.on('disconnect', () => process.exit());

const say = (message) => process.send?.(message);

/** The part of Lambda's context that does not come from the platform's own network. */
const toContext = ({ requestId, deadlineMs }) => {
  const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME;
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: `arn:aws:lambda:${process.env.AWS_REGION}:000000000000:function:${functionName}`,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
};

const loaded = await import(pathToFileURL(bundlePath).href);
const handler = loaded[exportName] ?? loaded.default?.[exportName];
if (typeof handler !== 'function') throw new Error(`${bundlePath} exports no function ${exportName}`);

process.on('message', async ({ event, ...invocation }) => {
  try {
    say({ kind: 'answered', value: await handler(event, toContext(invocation)) });
  } catch (error) {
    console.error(error);
    say({ kind: 'failed' });
  }
});
say({ kind: 'ready' });
