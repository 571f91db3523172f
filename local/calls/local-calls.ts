import type { IncomingMessage } from 'node:http';
import type { LocalSes } from '../email/local-ses.ts';
import type { FaultStore } from '../faults/fault-store.ts';
import { FaultRefused, parseFault } from '../faults/parse-fault.ts';
import { type Answer, gatewayAnswer, json, send } from '../gateway/answer.ts';
import { readBody } from '../gateway/body.ts';
import type { Serve } from '../gateway/gateway.ts';
import { type Issuer, TokenRefused } from '../identity/issuer.ts';
import type { LocalProcessor } from '../processor/local-processor.ts';
import type { Queues } from '../queues/queues.ts';
import type { LastRun, Schedules } from '../schedules/schedules.ts';
import type { Streams } from '../streams/streams.ts';
import type { Endpoint } from '../stripe/deliver.ts';
import { guide } from './guide.ts';
import { refusalOf } from './local-only.ts';
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
}

type Call = (query: URLSearchParams, request: IncomingMessage) => Promise<Answer> | Answer;

const NO_CONTENT: Answer = { status: 204, headers: {}, body: Buffer.alloc(0) };

const text = (value: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: Buffer.from(value),
});

const AT_STRIPE = gatewayAnswer(
  404,
  'The processor is the real Stripe, in test mode: what moved is at https://dashboard.stripe.com/test/payments',
);

const RECOVERY = 'recovery.recover';

/** `null` before the first run; otherwise when it ran and its report. */
const toRecoveryAnswer = (run: LastRun | undefined): Answer => {
  if (run === undefined) return json(null);
  if (run.result.kind === 'answered') return json({ ranAt: run.ranAt, ...(run.result.value as object) });
  return gatewayAnswer(500, `The recovery did not end well (${run.result.kind}): its log says why.`);
};

/** `GET /` and everything below `/local`: what a developer needs and no deployment has. */
export const createLocalCalls = (options: LocalCallsOptions): Serve => {
  const { url, issuer, faults, operations, processor, schedules, mail, streams, queues, emptyTables } =
    options;

  const token: Call = async (query) => {
    const scope = query
      .get('scope')
      ?.split(/[\s,]+/)
      .filter(Boolean);
    return json(await issuer.issueToken(query.get('tenant') ?? '', scope));
  };
  const armFault: Call = async (_, request) => {
    const asked = parseFault(String(await readBody(request)), operations);
    if ('mailFault' in asked) {
      await mail.arm(asked.mailFault, asked.times);
      return NO_CONTENT;
    }
    const { fault, times, operation } = asked;
    if (processor.withoutFaults !== undefined && fault.fault !== 'drop-response')
      throw new FaultRefused(processor.withoutFaults);
    faults.arm(operation, fault, times);
    return NO_CONTENT;
  };
  const disarmFaults: Call = async () => {
    faults.clear();
    await mail.disarm();
    return NO_CONTENT;
  };
  const ledger: Call = async () => (processor.ledger ? json(await processor.ledger()) : AT_STRIPE);
  const deleteData: Call = async () => {
    faults.clear();
    await mail.disarm();
    // Together: no receipt of before may come afterwards, neither as a mail nor as the record of one.
    await streams.clear(emptyTables);
    mail.clear();
    queues.clear();
    processor.stripe?.clear();
    return NO_CONTENT;
  };

  const webhooks = webhookCalls(processor.stripe, options.webhooks);

  const recovery: Call = () => toRecoveryAnswer(schedules.lastRun(RECOVERY));
  const recoverNow: Call = async () => toRecoveryAnswer(await schedules.runNow(RECOVERY));

  const calls: Readonly<Record<string, Call>> = {
    'GET /': () => text(guide(url, Object.keys(calls).slice(1))),
    'GET /local/token': token,
    'GET /local/processor': ledger,
    'POST /local/faults': armFault,
    'DELETE /local/faults': disarmFaults,
    'GET /local/recovery': recovery,
    'POST /local/recovery': recoverNow,
    'GET /local/webhooks': webhooks.list,
    'POST /local/webhooks': (_, request) => webhooks.deliver(request),
    'GET /local/emails': () => json(mail.emails()),
    'GET /local/dead-letters': () => json(queues.messages()),
    'GET /local/tables': () => json(options.tables),
    'DELETE /local/data': deleteData,
    'GET /local/.well-known/jwks.json': () => json(issuer.keys),
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
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
      return await call(new URLSearchParams(queryString), request);
    } catch (error) {
      if (error instanceof TokenRefused || error instanceof FaultRefused)
        return gatewayAnswer(400, error.message);
      throw error;
    }
  };
  return async (request, response) => send(response, await answer(request));
};
