import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PaymentProcessor } from '../../functions/processor/processor.ts';
import type { StripeLook } from '../../functions/processor/stripe-look.ts';
import type { Mailer } from '../../functions/receipts/mailer.ts';
import type { World } from '../../functions/shared/world.ts';
import type { Database } from './database.ts';
import { startLife } from './life.ts';
import { createLine } from './line.ts';
import { createMailLine, type Mail } from './mail-line.ts';
import type { Payments } from './payments.ts';
import type { Sending } from './payments-processor.ts';
import { createProcessorLine } from './processor-line.ts';
import { createProcessorLook } from './processor-look.ts';
import { streamOf } from './random.ts';
import { createStoreLine } from './store-line.ts';
import type { Storm } from './storm.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';
import { answerWords } from './words.ts';

/** What all function instances of a simulation share. */
export interface Surroundings {
  readonly seed: number;
  readonly timeline: Timeline;
  readonly storm: Storm;
  readonly trace: Trace;
  readonly database: Database;
  readonly payments: Payments;
  readonly takeMail: (mail: Mail) => void;
  /** An index of charges was shown as it had been: what it showed is compared with what is. */
  readonly onStaleIndex: (lagMs: number) => void;
}

/** One invocation in a process of its own: it can die, stand still, and see another time than the others. */
export interface Instance {
  readonly world: World;
  readonly documentClient: DynamoDBDocumentClient;
  readonly processor: PaymentProcessor;
  readonly look: StripeLook;
  readonly mailer: Mailer;
  readonly isDead: () => boolean;
  /** @returns whether it died: one that stands still cannot be told to, it goes on when it wakes */
  readonly kill: () => boolean;
}

/** What an instance is, and who must hear of what it does. */
export interface Birth {
  /** The same in every run of the seed, whatever else is left out: its stream of chance belongs to it. */
  readonly name: string;
  /** "acme's POST /charges k-1 (shopper 1, try 1)". */
  readonly words: string;
  readonly onDeath: () => void;
  /** It asks the processor about a charge or a refund; `charge`: for money to move to us. */
  readonly onAsk: (asked: Sending<unknown>['name'], itemId: string) => void;
}

/** A lease allows for 2 s: a clock that is worse may be what a story is about. */
const TOLD_SKEW_MS = 2_000;

export const startInstance = (shared: Surroundings, birth: Birth): Instance => {
  const { timeline, storm, trace, database, payments } = shared;
  const { name, words, onAsk } = birth;
  const random = streamOf(shared.seed, name);
  const drawnMs = random.between(-storm.skewMs, storm.skewMs);
  const isRight = Math.abs(drawnMs) <= TOLD_SKEW_MS;
  const skewMs = isRight || storm.happens(`wrong clock of ${name}`) ? drawnMs : 0;
  const life = startLife(timeline, birth.onDeath);
  let names = 0;

  const tell = (sentence: () => string): void => trace.tell(timeline.nowMs(), () => `${words} ${sentence()}`);
  const note = (what: string, sentence?: () => string): void => {
    trace.mark(timeline.nowMs(), what);
    if (sentence !== undefined) tell(sentence);
  };
  if (Math.abs(skewMs) > TOLD_SKEW_MS)
    tell(
      () => `has a clock that is ${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? 'fast' : 'slow'}.`,
    );
  const over = createLine({ timeline, storm, random, life, name, note, answerWords });
  const clock = (): number => timeline.nowMs() + skewMs;

  return {
    isDead: life.isDead,
    kill: () => {
      if (life.isDead() || life.isFrozen()) return false;
      life.die();
      return true;
    },
    world: {
      clock,
      sleep: (durationMs) => new Promise((resolve) => life.hear(durationMs, resolve)),
      random: random.next,
      uniqueName: () => {
        names += 1;
        return `${name}#${names}`;
      },
    },
    documentClient: createStoreLine(over, database, shared.onStaleIndex),
    processor: createProcessorLine(over, { payments, nowMs: timeline.nowMs, clock, onAsk }),
    look: createProcessorLook(over, payments),
    mailer: createMailLine(over, shared.takeMail),
  };
};
