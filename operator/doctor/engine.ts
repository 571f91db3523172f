import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { localClient } from '../../local/dynamodb/client.ts';
import { startEngine } from '../../local/dynamodb/engine.ts';
import type { Finding } from './finding.ts';

const name = 'DynamoDB';

/** A DynamoDB on this machine answers in milliseconds; a JVM that has just started takes a second. */
const ANSWERS_WITHIN_MS = 5_000;

const START_ONE =
  'docker run --rm -p 8000:8000 amazon/dynamodb-local, and DYNAMODB_ENDPOINT=http://localhost:8000 npm start';

/** Without what may stand before an `@`: that can be a password. */
const originOf = (endpoint: string): string =>
  URL.canParse(endpoint) ? new URL(endpoint).origin : 'no address';

const someoneElses = async (endpoint: string): Promise<Finding> => {
  const client = localClient(endpoint);
  const where = `DYNAMODB_ENDPOINT (${originOf(endpoint)})`;
  try {
    await client.send(new ListTablesCommand({ Limit: 1 }), {
      abortSignal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    });
    return { name, verdict: 'ok', seen: `${where} answers` };
  } catch {
    // Whatever the reason, it is not a DynamoDB that can be used.
    const remedy = `unset DYNAMODB_ENDPOINT, or ${START_ONE}`;
    return { name, verdict: 'missing', seen: `no DynamoDB answers at ${where}`, remedy };
  } finally {
    client.destroy();
  }
};

/** What `npm start` and `npm test` would use: started, or asked, once. */
export const engineFinding = async ({ DYNAMODB_ENDPOINT }: NodeJS.ProcessEnv): Promise<Finding> => {
  if (DYNAMODB_ENDPOINT) return someoneElses(DYNAMODB_ENDPOINT);
  const platform = `${process.platform}-${process.arch}`;
  try {
    await (await startEngine()).stop();
    return { name, verdict: 'ok', seen: `the embedded engine starts on ${platform}` };
  } catch {
    // There is none for this platform, or it does not run: the remedy is the same.
    return { name, verdict: 'missing', seen: `no embedded engine runs on ${platform}`, remedy: START_ONE };
  }
};
