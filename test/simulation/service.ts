import {
  CLOCK_SKEW_MS,
  DEFAULT_FUNCTION_TIMEOUT_S,
  DEFAULT_SETTLE_AFTER_S,
  processorTimeoutMs,
} from '../../functions/shared/limits.ts';
import { signatureOf } from '../../local/stripe/deliver.ts';
import type { Request, Response } from '../rig/invoke.ts';
import type { RequestFault } from './faults.ts';
import { type HandlersUnderTest, type Route, WEBHOOK_SECRET } from './handlers.ts';
import { gatewayAnswer, idOfKey, toEvent, toResponse, toWebhookEvent } from './http-event.ts';
import { type Instance, type Surroundings, startInstance } from './instance.ts';
import { isExplained, type Subject, telemetryOf } from './mistakes.ts';
import { streamOf } from './random.ts';
import { broken, type Violation } from './violation.ts';

export const SETTLE_AFTER_MS = DEFAULT_SETTLE_AFTER_S * 1000;
const FUNCTION_TIMEOUT_MS = DEFAULT_FUNCTION_TIMEOUT_S * 1000;
const RECOVERY_TIMEOUT_MS = 60_000;

const SETTINGS = {
  chargesTable: 'charges',
  ordersTable: 'orders',
  deploymentId: 'simulation',
  settleAfterMs: SETTLE_AFTER_MS,
  processorTimeoutMs: processorTimeoutMs(DEFAULT_FUNCTION_TIMEOUT_S),
};

/** `undefined`: the connection ended without a word. */
export type Reply = Response | undefined;

export interface Service {
  /** @param name the call's, the same in every run of the seed */
  readonly call: (request: Request, name: string) => Promise<Reply>;
  /** The processor tells of something. @param body the event */
  readonly tell: (body: string, name: string) => Promise<Reply>;
  readonly runRecovery: (name: string) => void;
}

export interface Observer {
  readonly onRequest: (request: Request) => void;
  readonly onReply: (request: Request, reply: Response, name: string) => void;
  /** Only while clocks are about right. */
  readonly onAsk: (itemId: string, name: string) => void;
  /** Whether there is a reason for an alarm outside of what we do. */
  readonly isTrueAlarm: (name: string, subject: Subject) => boolean;
  readonly onViolations: (violations: readonly Violation[]) => void;
}

const CONTEXT = { getRemainingTimeInMillis: () => FUNCTION_TIMEOUT_MS };

interface Invocation {
  readonly name: string;
  readonly words: string;
  /** The charge or the refund that it is about, if it is known beforehand. */
  readonly itemId: string | undefined;
  readonly run: (handlers: ReturnType<HandlersUnderTest>) => Promise<Response>;
}

const requestWords = ({ tenant, route, key, path }: Request): string =>
  `${tenant}'s ${route.replace('{id}', `${path?.id?.slice(0, 8)}…`)}${key === undefined ? '' : ` ${key}`}`;

/** The handlers, each call in an instance of its own that may die, stand still, or lose its reply. */
export const startService = (
  shared: Surroundings,
  handlers: HandlersUnderTest,
  { onRequest, onReply, onAsk, onViolations, isTrueAlarm }: Observer,
): Service => {
  const { timeline, storm, trace } = shared;
  const mistake = (detail: string): void => onViolations([broken('no-mistake-inside', detail)]);
  const telemetry = telemetryOf(mistake, isTrueAlarm);
  const handlersOf = ({ world, documentClient, processor, look }: Instance) =>
    handlers({ world, documentClient, processor, look, telemetry, tenantClaim: 'sub', settings: SETTINGS });

  const asks =
    (name: string) =>
    (_asked: string, itemId: string): void => {
      if (storm.skewMs < CLOCK_SKEW_MS) onAsk(itemId, name);
    };

  /** One invocation by the gateway, which somebody waits for. */
  const invoke = ({ name, words, itemId, run }: Invocation): Promise<Reply> =>
    new Promise((resolve) => {
      const random = streamOf(shared.seed, `gateway ${name}`);
      const [chance, share, wayMs] = [random.next(), random.next(), random.between(1, 20)];
      const fault = storm.strike('request', chance, `${name}/request`, itemId) as RequestFault | undefined;
      let isAnswered = false;
      const answer = (reply: Reply, delayMs: number): void => {
        if (isAnswered) return;
        isAnswered = true;
        timeline.after(delayMs, () => {
          const said = reply === undefined ? 'no reply' : `${reply.status} ${reply.json?.code ?? ''}`.trim();
          trace.mark(timeline.nowMs(), `${name} ${reply?.status} ${reply?.text}`);
          trace.tell(timeline.nowMs(), () => `${words} is answered: ${said}.`);
          resolve(reply);
        });
      };
      trace.tell(timeline.nowMs(), () => `${words} is sent.`);
      if (fault === 'never-arrives') {
        trace.tell(timeline.nowMs(), () => `${words} never arrives.`);
        return answer(undefined, FUNCTION_TIMEOUT_MS);
      }
      if (fault === 'gateway-gives-up')
        timeline.afterQuietly(share * FUNCTION_TIMEOUT_MS, () => {
          trace.tell(timeline.nowMs(), () => `API Gateway waits no longer for ${words}.`);
          answer(gatewayAnswer(503), wayMs);
        });

      const onDeath = (): void => answer(gatewayAnswer(500), wayMs);
      const instance = startInstance(shared, { name, words, onDeath, onAsk: asks(name) });
      let hasEnded = false;
      void run(handlersOf(instance)).then((reply) => {
        hasEnded = true;
        if (fault === 'reply-lost') trace.tell(timeline.nowMs(), () => `The reply to ${words} is lost.`);
        answer(fault === 'reply-lost' ? undefined : reply, wayMs);
      });
      timeline.after(FUNCTION_TIMEOUT_MS, () => {
        if (hasEnded || instance.isDead()) return;
        storm.count('killed-at-time-out', itemId);
        if (instance.kill()) trace.tell(timeline.nowMs(), () => `${words} is stopped at its time-out.`);
        answer(gatewayAnswer(503), wayMs);
      });
    });

  const call = (request: Request, name: string): Promise<Reply> => {
    onRequest(request);
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
        // A 500 has told of its cause, which a fault may explain.
        if (![200, 500, 503].includes(reply.status)) mistake(`${name} was answered ${reply.status}`);
        return reply;
      },
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

  return { call, tell, runRecovery };
};
