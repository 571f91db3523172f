import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import type { DeadLetters } from '../../functions/receipts/set-aside.ts';
import {
  CLOCK_SKEW_MS,
  DEFAULT_FUNCTION_TIMEOUT_S,
  DEFAULT_SETTLE_AFTER_S,
  processorTimeoutMs,
} from '../../functions/shared/limits.ts';
import { signatureOf } from '../../local/stripe/deliver.ts';
import type { Request, Response } from '../rig/invoke.ts';
import type { Counters, State } from './counters.ts';
import { createGateway, FUNCTION_TIMEOUT_MS, type Reply } from './gateway.ts';
import { type HandlersUnderTest, type Route, WEBHOOK_SECRET } from './handlers.ts';
import { gatewayAnswer, idOfKey, toEvent, toResponse, toWebhookEvent } from './http-event.ts';
import { type Instance, type Surroundings, startInstance } from './instance.ts';
import { isExplained, type Subject, telemetryOf } from './mistakes.ts';
import { createRedactions, type Redact } from './redactions.ts';
import { broken, type Violation } from './violation.ts';
import type { RedactionWatch } from './watch-redactions.ts';

export const SETTLE_AFTER_MS = DEFAULT_SETTLE_AFTER_S * 1000;
const RECOVERY_TIMEOUT_MS = 60_000;
/** Four receipts that take the longest that one may take. */
const RECEIPTS_TIMEOUT_MS = 60_000;

/** What no attempt would mend is kept: no charge here is of that kind. */
const deadLettersOf = (mistake: (detail: string) => void): DeadLetters => ({
  put: async ({ chargeId, reason }) => mistake(`the receipt of ${chargeId} is set aside: ${reason}`),
});

const SETTINGS = {
  chargesTable: 'charges',
  ordersTable: 'orders',
  idempotencyTable: 'idempotency',
  deploymentId: 'simulation',
  settleAfterMs: SETTLE_AFTER_MS,
  processorTimeoutMs: processorTimeoutMs(DEFAULT_FUNCTION_TIMEOUT_S),
};

export interface Service {
  /** @param name the call's, the same in every run of the seed */
  readonly call: (request: Request, name: string) => Promise<Reply>;
  /** The processor tells of something. @param body the event */
  readonly tell: (body: string, name: string) => Promise<Reply>;
  /** The stream tells of changes. @returns the numbers of what is to come again; `undefined` for no answer */
  readonly deliver: (
    records: readonly DynamoDBRecord[],
    name: string,
  ) => Promise<readonly string[] | undefined>;
  readonly runRecovery: (name: string) => void;
  readonly redact: Redact;
  /** What struck the redactions. */
  readonly redactionCounters: Counters;
}

export interface Observer {
  readonly onRequest: (request: Request, name: string) => void;
  readonly onReply: (request: Request, reply: Response, name: string) => void;
  /** Only while clocks are about right. */
  readonly onAsk: (itemId: string, name: string) => void;
  /** Whether there is a reason for an alarm outside of what we do. */
  readonly isTrueAlarm: (name: string, subject: Subject) => boolean;
  readonly onViolations: (violations: readonly Violation[]) => void;
  readonly stateOf: (itemId: string) => State;
  readonly redactions: RedactionWatch;
}

const CONTEXT = { getRemainingTimeInMillis: () => FUNCTION_TIMEOUT_MS };

const requestWords = ({ tenant, route, key, path }: Request): string =>
  `${tenant}'s ${route.replace('{id}', `${path?.id?.slice(0, 8)}…`)}${key === undefined ? '' : ` ${key}`}`;

/** The handlers, each call in an instance of its own that may die, stand still, or lose its reply. */
export const startService = (
  shared: Surroundings,
  handlers: HandlersUnderTest,
  { onRequest, onReply, onAsk, onViolations, isTrueAlarm, stateOf, redactions }: Observer,
): Service => {
  const { timeline, storm } = shared;
  const mistake = (detail: string): void => onViolations([broken('no-mistake-inside', detail)]);
  const telemetry = telemetryOf(mistake, isTrueAlarm);
  const deadLetters = deadLettersOf(mistake);
  const handlersOf = ({ world, documentClient, processor, look, mailer }: Instance) =>
    handlers({
      world,
      documentClient,
      processor,
      look,
      mailer,
      deadLetters,
      telemetry,
      tenantClaim: 'sub',
      settings: SETTINGS,
    });

  const asks =
    (name: string) =>
    (_asked: string, itemId: string): void => {
      if (storm.skewMs < CLOCK_SKEW_MS) onAsk(itemId, name);
    };

  const invoke = createGateway(shared, handlersOf, asks);

  const call = (request: Request, name: string): Promise<Reply> => {
    onRequest(request, name);
    return invoke({
      name,
      words: `${requestWords(request)} (${name.replace(` ${request.key},`, ',')})`,
      itemId: request.route === 'POST /orders' ? undefined : idOfKey(request),
      run: async ({ routes }) => {
        const handler = routes[request.route as Route];
        if (handler === undefined) throw new Error(`no such route: ${request.route}`);
        const reply = toResponse(await handler()(toEvent(request, `request-${name}`), CONTEXT));
        onReply(request, reply, name);
        return reply;
      },
    });
  };

  const tell = (body: string, name: string): Promise<Reply> =>
    invoke({
      name,
      words: `The processor's ${name}`,
      itemId: undefined,
      run: async ({ webhook }) => {
        if (webhook === undefined) return gatewayAnswer(503);
        const signature = signatureOf(body, WEBHOOK_SECRET, timeline.nowMs());
        const reply = toResponse(await webhook()(toWebhookEvent(body, signature, name), CONTEXT));
        if (reply.status !== 200 && reply.status !== 503) mistake(`${name} was answered ${reply.status}`);
        return reply;
      },
    });

  const deliver: Service['deliver'] = (records, name) =>
    new Promise((resolve) => {
      const instance = startInstance(shared, {
        name,
        words: `The receipts function (${name})`,
        onDeath: () => timeline.after(0, () => resolve(undefined)),
        onAsk: () => mistake('a receipt asks the processor'),
      });
      const receipts = handlersOf(instance).receipts?.();
      const context = { awsRequestId: name, getRemainingTimeInMillis: () => RECEIPTS_TIMEOUT_MS };
      if (receipts === undefined) return resolve([]);
      void receipts({ Records: records }, context).then((answer) => {
        const { batchItemFailures } = answer as DynamoDBBatchResponse;
        resolve(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      });
      timeline.after(RECEIPTS_TIMEOUT_MS, () => {
        instance.kill();
        resolve(undefined);
      });
    });

  const runRecovery = (name: string): void => {
    const instance = startInstance(shared, {
      name,
      words: `The recovery (${name})`,
      onDeath: () => {},
      onAsk: (asked, itemId) => {
        if (asked === 'charge') onViolations([broken('recovery-moves-no-money', name)]);
        asks(name)(asked, itemId);
      },
    });
    const recovery = handlersOf(instance).recovery?.();
    const context = { awsRequestId: name, getRemainingTimeInMillis: () => RECOVERY_TIMEOUT_MS };
    recovery?.({}, context).catch((error: unknown) => {
      // An index that does not answer ends the run: the next one makes it good.
      if (!isExplained(error)) mistake(`the recovery: ${error}`);
    });
    timeline.afterQuietly(RECOVERY_TIMEOUT_MS, instance.kill);
  };

  const { redact, counters } = createRedactions(shared, handlersOf, redactions, stateOf, mistake);

  return { call, tell, deliver, runRecovery, redact, redactionCounters: counters };
};
