import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../gateway/body.ts';
import { startLoopback } from '../loopback.ts';
import { createQueues, type Queues } from './queues.ts';

/** An Amazon SQS of our own: the one call that functions make, behind the official SDK. */
export interface LocalSqs {
  readonly url: string;
  readonly queues: Queues;
  close(): Promise<void>;
}

interface SendMessage {
  readonly QueueUrl?: string;
  readonly MessageBody?: string;
}

/** Ours are JSON; any other text stays text. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Listens on 127.0.0.1 and puts every message into its queue. */
export const startLocalSqs = async (): Promise<LocalSqs> => {
  const queues = createQueues();
  const answer = (response: ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = String((await readBody(request)) ?? '');
    const { QueueUrl: queue, MessageBody: text }: SendMessage = JSON.parse(body || '{}');
    const isSend = request.headers['x-amz-target'] === 'AmazonSQS.SendMessage';
    if (!isSend || queue === undefined || text === undefined)
      return answer(response, 400, { __type: 'UnsupportedOperation', message: 'Only SendMessage is known.' });
    queues.put(queue, parsed(text));
    // The SDK compares it with what it has sent.
    const MD5OfMessageBody = createHash('md5').update(text).digest('hex');
    answer(response, 200, { MessageId: randomUUID(), MD5OfMessageBody });
  };

  const { url, goAway } = await startLoopback(serve);
  return { url, queues, close: goAway };
};
