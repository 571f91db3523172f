import type { IncomingMessage, ServerResponse } from 'node:http';
import { contractPage } from '../contract-page/contract-page.ts';
import type { LocalSes } from '../email/local-ses.ts';
import type { EventStreams } from '../events/event-stream.ts';
import type { FaultStore } from '../faults/fault-store.ts';
import { FaultRefused } from '../faults/parse-fault.ts';
import { type Answer, gatewayAnswer, json, NO_CONTENT, send } from '../gateway/answer.ts';
import type { Serve } from '../gateway/gateway.ts';
import { checkTenant, type Issuer, TokenRefused } from '../identity/issuer.ts';
import { type Page, wantsHtml } from '../page/page.ts';
import type { LocalProcessor } from '../processor/local-processor.ts';
import type { Queues } from '../queues/queues.ts';
import type { Schedules } from '../schedules/schedules.ts';
import type { Streams } from '../streams/streams.ts';
import type { Endpoint } from '../stripe/deliver.ts';
import type { WithoutKey } from '../without-key/without-key.ts';
import { faultCalls } from './fault-calls.ts';
import { guide } from './guide.ts';
import { refusalOf } from './local-only.ts';
import { recoveryCalls } from './recovery-calls.ts';
import type { LocalTables } from './table-names.ts';
import { webhookCalls } from './webhook-calls.ts';

export interface LocalCallsOptions {
  readonly url: string;
  readonly issuer: Issuer;
  readonly faults: FaultStore;
  /** What a fault may be armed for. */
  readonly operations: readonly string[];
  readonly processor: LocalProcessor;
  /** Where the local Stripe's events go. */
  readonly webhooks: Endpoint;
  readonly schedules: Schedules;
  readonly mail: LocalSes;
  readonly streams: Streams;
  readonly queues: Queues;
  readonly tables: LocalTables;
  readonly emptyTables: () => Promise<void>;
  readonly page: Page;
  readonly events: EventStreams;
  readonly withoutKey: WithoutKey;
}

/** `undefined`: it has answered by itself. */
type Called = Answer | undefined;
type Call = (
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<Called> | Called;

const text = (value: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from(value),
});

const AT_STRIPE = gatewayAnswer(
  404,
  'The processor is the real Stripe, in test mode: what moved is at https://dashboard.stripe.com/test/payments',
);

/** `GET /` and everything below `/local`: what a developer needs and no deployment has. */
export const createLocalCalls = (options: LocalCallsOptions): Serve => {
  const { url, issuer, processor, schedules, mail, streams, queues, emptyTables, page } = options;
  const { arm, disarm } = faultCalls({ ...options, withoutFaults: processor.withoutFaults });
  const recovery = recoveryCalls(schedules);
  const webhooks = webhookCalls(processor.stripe, options.webhooks);

  const token: Call = async (query) => {
    const scope = query
      .get('scope')
      ?.split(/[\s,]+/)
      .filter(Boolean);
    return json(await issuer.issueToken(query.get('tenant') ?? '', scope));
  };
  const ledger: Call = async (query) => {
    const tenant = query.get('tenant') ?? undefined;
    return processor.ledger ? json(await processor.ledger(tenant)) : AT_STRIPE;
  };
  const deleteData: Call = async () => {
    await disarm();
    // Together: no receipt of before may come afterwards, neither as a mail nor as the record of one.
    await streams.clear(emptyTables);
    mail.clear();
    queues.clear();
    processor.stripe?.clear();
    return NO_CONTENT;
  };
  const events: Call = async (query, request, response) => {
    await options.events.serve(checkTenant(query.get('tenant') ?? ''), request, response);
    return undefined;
  };
  const chargeWithoutKey: Call = async (_, request, response) => {
    await options.withoutKey.serve(request, response);
    return undefined;
  };

  const calls: Readonly<Record<string, Call>> = {
    'GET /': (_, { headers }) =>
      wantsHtml(headers.accept) ? page.html() : text(guide(url, Object.keys(calls).slice(1))),
    'GET /local/page/page.js': page.script,
    'GET /local/page/page.css': page.style,
    'GET /local/page/icon.svg': page.icon,
    'GET /local/docs': contractPage(url),
    'GET /local/token': token,
    'GET /local/processor': ledger,
    'POST /local/faults': (_, request) => arm(request),
    'DELETE /local/faults': disarm,
    'GET /local/events': events,
    'POST /local/without-key/charges': chargeWithoutKey,
    'GET /local/recovery': recovery.last,
    'POST /local/recovery': recovery.runNow,
    'GET /local/webhooks': webhooks.list,
    'POST /local/webhooks': (_, request) => webhooks.deliver(request),
    'GET /local/emails': () => json(mail.emails()),
    'GET /local/dead-letters': () => json(queues.messages()),
    'GET /local/tables': () => json(options.tables),
    'DELETE /local/data': deleteData,
    'GET /local/.well-known/jwks.json': () => json(issuer.keys),
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<Called> => {
    const refusal = refusalOf(request);
    if (refusal !== undefined) return gatewayAnswer(403, refusal);
    const [path = '/', queryString = ''] = (request.url ?? '/').split(/\?(.*)/s);
    const call = calls[`${request.method} ${path}`];
    if (call === undefined) {
      return gatewayAnswer(
        404,
        `There is no ${request.method} ${path}. There are: ${Object.keys(calls).join(', ')}.`,
      );
    }
    try {
      return await call(new URLSearchParams(queryString), request, response);
    } catch (error) {
      if (error instanceof TokenRefused || error instanceof FaultRefused)
        return gatewayAnswer(400, error.message);
      throw error;
    }
  };
  return async (request, response) => {
    const answered = await answer(request, response);
    if (answered !== undefined) send(response, answered);
  };
};
