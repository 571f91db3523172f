import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HttpResponse } from '@smithy/core/protocols';

const REFUSED = /#ConditionalCheckFailedException$/;

/** An attribute of bytes comes as text, and only the SDK turns it back. A text that says so has its quotes escaped. */
const HAS_BYTES = /"BS?"\s*:/;

const textOf = async (body: Uint8Array | AsyncIterable<Uint8Array>): Promise<string> => {
  if (body instanceof Uint8Array) return Buffer.from(body).toString('utf8');
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

/** The SDK's own error, if this is one; whatever is not understood is the SDK's to read. */
const refusalIn = (
  text: string,
  requestId: string | undefined,
): ConditionalCheckFailedException | undefined => {
  if (!text.includes('ConditionalCheckFailedException') || HAS_BYTES.test(text)) return undefined;
  try {
    const { __type, message = '', Message = message, Item } = JSON.parse(text);
    if (!REFUSED.test(__type)) return undefined;
    const $metadata = { httpStatusCode: 400, ...(requestId !== undefined && { requestId }) };
    return new ConditionalCheckFailedException({ message: Message, $metadata, ...(Item && { Item }) });
  } catch {
    // Not JSON: no answer of DynamoDB's.
    return undefined;
  }
};

/**
 * Reads a refused condition in place of the SDK. For everybody else that is an error; here it is the answer to every repeated
 * request, and carries its item. The SDK looks at each member of an error one by one, because a number might be too
 * large for JavaScript; DynamoDB's numbers are texts. Measured: an eighth of the CPU of a replay. All other answers are left
 * to the SDK as they came.
 */
export const readRefusedConditions = (client: Pick<DynamoDBClient, 'middlewareStack'>): void => {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (!HttpResponse.isInstance(response) || response.statusCode !== 400) return result;
      const text = await textOf(response.body);
      const refusal = refusalIn(text, response.headers['x-amzn-requestid']);
      if (refusal !== undefined) throw refusal;
      response.body = Buffer.from(text);
      return result;
    },
    // Next to the network, before what reads answers.
    { step: 'deserialize', priority: 'low', name: 'readRefusedConditions' },
  );
};
