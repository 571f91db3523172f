import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { localClient } from '../../local/dynamodb/client.ts';
import { LOCAL_REGION } from '../../local/template/references.ts';

type Handler = DynamoDBClient['config']['requestHandler'];
type Response = Awaited<ReturnType<Handler['handle']>>['response'];

interface Recorded {
  /** `DynamoDB_20120810.PutItem` */
  readonly call: string;
  readonly response: Response;
}

const CALL_HEADER = 'x-amz-target';

const bytesOf = async (body: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
};

export interface RecordedClient {
  readonly client: DynamoDBClient;
  /** Forgets what was answered so far. */
  readonly forget: () => void;
  /** From now on the same calls in the same order, again and again, get the answers that the engine gave, and no socket is used. */
  readonly repeat: () => void;
}

/**
 * A client that can do without its engine: all of the SDK runs, and where it would send a request it gets at once what
 * the engine has answered to the same call before.
 *
 * @param maxAttempts as in production
 */
export const recordedClient = (endpoint: string, maxAttempts: number): RecordedClient => {
  const real = localClient(endpoint);
  let recorded: Recorded[] = [];
  let isRepeating = false;
  let next = 0;

  const record: Handler['handle'] = async (request, options) => {
    const { response } = await real.config.requestHandler.handle(request, options);
    response.body = await bytesOf(response.body);
    recorded.push({ call: request.headers[CALL_HEADER] ?? '', response: { ...response } });
    return { response };
  };
  const handle: Handler['handle'] = async (request, options) => {
    if (!isRepeating) return record(request, options);
    const { call, response } = recorded[next % recorded.length] as Recorded;
    next += 1;
    if (request.headers[CALL_HEADER] !== call)
      throw new Error(`${request.headers[CALL_HEADER]} was sent where the engine was asked for ${call}`);
    return { response: { ...response, headers: { ...response.headers } } };
  };
  return {
    client: new DynamoDBClient({
      endpoint,
      region: LOCAL_REGION,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts,
      requestHandler: { handle } as Handler,
    }),
    forget: () => {
      recorded = [];
    },
    repeat: () => {
      isRepeating = true;
      real.destroy();
    },
  };
};
