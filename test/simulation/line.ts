import type { Fault, Target } from './faults.ts';
import type { Life } from './life.ts';
import { type Random, scaled } from './random.ts';
import type { Settled } from './settled.ts';
import type { Storm } from './storm.ts';
import type { Timeline } from './timeline.ts';
import { NOTHING } from './words.ts';

/** One call over the network, to DynamoDB or to the processor. */
export interface Call<Value> {
  readonly target: Target;
  /** The charge or the refund that it is about, if it is about one. */
  readonly itemId: string | undefined;
  /** What it asks for, as a sentence goes on: "creates the charge". Only asked when a story is told. */
  readonly words: () => string;
  /** One way, in milliseconds. */
  readonly wayMs: { readonly min: number; readonly max: number };
  /** How long an answer is waited for. */
  readonly waitMs: number;
  /** It arrives; it may arrive again, or when nobody waits any more. @param share the fault's own draw */
  readonly arrive: (fault: Fault | undefined, share: number) => Settled<Value>;
  /** What the caller makes of silence. */
  readonly noAnswer: () => Settled<Value>;
  /** What the caller is told when the other side refuses to look; `undefined` where it does not. */
  readonly refusal: (fault: Fault, share: number) => Settled<Value> | undefined;
}

/** Some requests to the processor come so late that the charge has been settled by then. */
const VERY_LATE_MS = 15 * 60_000;

const lateMs = (share: number, { target, waitMs }: Call<unknown>): number =>
  target === 'processor' && share > 0.75
    ? scaled((share - 0.75) * 4, LONGEST_MS, VERY_LATE_MS)
    : scaled(share, waitMs, LONGEST_MS);

interface End {
  readonly timeline: Timeline;
  readonly storm: Storm;
  readonly random: Random;
  readonly life: Life;
  readonly name: string;
  /** What happens, for digest and story. */
  readonly note: (what: string, words?: () => string) => void;
  /** What an answer says, in a few words. */
  readonly answerWords: (answer: Settled<unknown>) => string;
}

/** Longer than any lease, and than the age at which a charge is settled: 300 s. */
const LONGEST_MS = 400_000;

/** Half of them end before the function's time does, so that it goes on as if nothing had been. */
const freezeMs = (share: number): number =>
  share < 0.5 ? scaled(share * 2, 100, 25_000) : scaled(share, 20_000, LONGEST_MS);

/** The calls of one function instance: each may be lost, repeated, late or refused, and its sender may die or freeze. */
export const createLine = ({ timeline, storm, random, life, name, note, answerWords }: End) => {
  let calls = 0;

  return <Value>(call: Call<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      if (life.isDead()) return;
      calls += 1;
      const [chance, share, wayShare] = [random.next(), random.next(), random.next()];
      const fault = storm.strike(call.target, chance, `${name}/${calls}`, call.itemId);
      const wayMs = scaled(wayShare, call.wayMs.min, call.wayMs.max);
      const say = (event: string, words: (asked: string) => string) =>
        note(`${name}/${calls} ${event}`, () => words(call.words()));

      const settle = (answer: Settled<Value>): void =>
        'value' in answer ? resolve(answer.value) : reject(answer.error);
      const arrive = (delayMs: number, isHeard: boolean, how: string): void => {
        storm.lastsUntil(timeline.nowMs() + delayMs);
        timeline.afterQuietly(delayMs, () => {
          const answer = call.arrive(fault, share);
          const said = answerWords(answer);
          // A quiet night has nothing to tell.
          if (fault === undefined && said === NOTHING) note(`${name}/${calls} ${said}`);
          else say(`${how} ${said}`, (asked) => `${asked}${how}: ${said}.`);
          if (isHeard) life.hear(wayMs, () => settle(answer));
        });
      };
      const giveUp = (): void => life.hear(call.waitMs, () => settle(call.noAnswer()));

      const refusal = fault === undefined ? undefined : call.refusal(fault, share);
      if (fault !== undefined && refusal !== undefined) {
        say(fault, (asked) => `${asked}: refused at the door (${fault}).`);
        life.hear(wayMs, () => settle(refusal));
        return;
      }
      switch (fault) {
        case 'crash-before':
          say(fault, (asked) => `dies before it ${asked}.`);
          return life.die();
        case 'crash-after':
          say(fault, (asked) => `${asked}, and dies before it is answered.`);
          arrive(wayMs, false, ', though dead by now');
          return life.die();
        case 'freeze': {
          const durationMs = freezeMs(share);
          say(fault, (asked) => `${asked} and stands still for ${Math.round(durationMs / 1000)} s.`);
          storm.lastsUntil(timeline.nowMs() + durationMs);
          life.freeze(durationMs);
          return arrive(wayMs, true, ', while it stands still');
        }
        case 'request-lost':
          say(fault, (asked) => `${asked}: the request is lost.`);
          return giveUp();
        case 'processor-down':
          say(fault, (asked) => `${asked}: nobody answers at the processor.`);
          return giveUp();
        case 'answer-lost':
          arrive(wayMs, false, ' (the answer is lost)');
          return giveUp();
        case 'delayed':
          say(fault, (asked) => `${asked}: the request is slow, it is given up.`);
          arrive(lateMs(share, call), false, ', long after it was given up');
          return giveUp();
        case 'duplicated':
          arrive(wayMs, true, '');
          return arrive(scaled(share, 1_000, LONGEST_MS), false, ', a second time');
        case undefined:
          return arrive(wayMs, true, '');
        default:
          return arrive(wayMs, true, ` (${fault})`);
      }
    });
};

export type Line = ReturnType<typeof createLine>;
