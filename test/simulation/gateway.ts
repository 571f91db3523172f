import { DEFAULT_FUNCTION_TIMEOUT_S } from '../../functions/shared/limits.ts';
import type { Response } from '../rig/invoke.ts';
import type { RequestFault } from './faults.ts';
import type { HandlersUnderTest } from './handlers.ts';
import { gatewayAnswer } from './http-event.ts';
import { type Birth, type Instance, type Surroundings, startInstance } from './instance.ts';
import { streamOf } from './random.ts';

export const FUNCTION_TIMEOUT_MS = DEFAULT_FUNCTION_TIMEOUT_S * 1000;

/** `undefined`: the connection ended without a word. */
export type Reply = Response | undefined;

interface Invocation {
  readonly name: string;
  readonly words: string;
  /** The charge or the refund that it is about, if it is known beforehand. */
  readonly itemId: string | undefined;
  readonly run: (handlers: ReturnType<HandlersUnderTest>) => Promise<Response>;
}

/** API Gateway: between those who ask over HTTP and the functions, each call in an instance of its own. */
export const createGateway = (
  shared: Surroundings,
  handlersOf: (instance: Instance) => ReturnType<HandlersUnderTest>,
  asks: (name: string) => Birth['onAsk'],
) => {
  const { timeline, storm, trace } = shared;

  return ({ name, words, itemId, run }: Invocation): Promise<Reply> =>
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
};
