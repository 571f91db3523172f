import type { Completed, IdempotencyRecord } from '../../functions/idempotency/record.ts';
import type { Actor, PastAttempt } from '../../functions/idempotency/trail.ts';
import type { EpochMs } from '../../functions/shared/clock.ts';
import { at } from './times.ts';

/** What is told apart by whom it is about. */
export interface Telling {
  readonly what: 'charge' | 'refund';
  /** Whose first attempt it was. */
  readonly claimedBy: Actor;
  readonly nowMs: EpochMs;
}

/** An attempt as it is told: the latest one has no past yet. */
type Told = Omit<PastAttempt, 'leaseExpiresAtMs'>;

/** The owner is random: enough of it to tell two apart. */
const shortly = (owner: string): string => owner.slice(0, 8);

const FOLLOWS: Readonly<Record<Actor, string>> = {
  request: 'a repeat of the request',
  recovery: 'the recovery',
  webhook: 'an event of the processor',
  receipts: "the receipts' function",
};

const FIRST: Readonly<Record<Actor, string>> = { ...FOLLOWS, request: 'the request that claimed it' };

/** Whoever made an attempt that was not the first, in words. */
export const whoFollowed = (by: Actor | undefined, requestId: string | undefined): string =>
  (by === undefined ? 'somebody' : FOLLOWS[by]) +
  (requestId === undefined ? '' : ` (request id ${requestId})`);

/** Older code wrote records that do not say who made the latest attempt. */
export const saysWho = ({ requestId }: IdempotencyRecord): boolean => requestId !== undefined;

const lastOf = ({ earlier = [] }: IdempotencyRecord): PastAttempt | undefined => earlier.at(-1);

/** A released item is ended in one write, which is no attempt: whoever made that is in the attempt's place. */
export const isAbandonment = (record: Completed): boolean => lastOf(record)?.attempt === record.attempt;

/** What an attempt was there for, by what it found. */
export type Purpose = 'claim' | 'execute-again' | 'resume' | 'settle' | 'unknown';

const purposeOf = (
  { attempt, startedAtMs }: Told,
  before: PastAttempt | undefined,
  { settleAtMs }: IdempotencyRecord,
  { what }: Pick<Telling, 'what'>,
): Purpose => {
  if (attempt === 1) return 'claim';
  if (startedAtMs === undefined || before?.attempt !== attempt - 1) return 'unknown';
  if (before.leaseExpiresAtMs === null) return 'execute-again';
  return what === 'charge' && settleAtMs !== null && startedAtMs >= settleAtMs ? 'settle' : 'resume';
};

/** What the latest attempt was there for. */
export const latestPurpose = (record: IdempotencyRecord, telling: Pick<Telling, 'what'>): Purpose =>
  purposeOf(record, lastOf(record), record, telling);

const TO: Readonly<Record<Purpose, string>> = {
  claim: '',
  'execute-again': ', to execute it again',
  resume: ', to resume it',
  settle: ', to settle it',
  unknown: '',
};

const tellAttempt = (one: Told, record: IdempotencyRecord, telling: Telling): string => {
  const { owner, attempt, by, requestId } = one;
  const fromMs = record.createdAtMs;
  const startedAtMs = one.startedAtMs ?? (attempt === 1 ? fromMs : undefined);
  const first =
    FIRST[by ?? telling.claimedBy] + (requestId === undefined ? '' : ` (request id ${requestId})`);
  const before = record.earlier?.findLast((other) => other.attempt < attempt);
  const since =
    startedAtMs === undefined ? 'from when on is not known' : `from ${at(startedAtMs, fromMs)} on`;
  return (
    `Attempt ${attempt}: ${attempt === 1 ? first : whoFollowed(by, requestId)}, owner ${shortly(owner)}…, ` +
    `${since}${TO[purposeOf(one, before, record, telling)]}.`
  );
};

const tellPast = (one: PastAttempt, record: IdempotencyRecord, telling: Telling): string =>
  tellAttempt(one, record, telling) +
  (one.leaseExpiresAtMs === null
    ? ' It ended with the certainty that nothing had been done at the processor, and released it.'
    : ` Its lease ended at ${at(one.leaseExpiresAtMs, record.createdAtMs)}, and it had not written how it went: it died, or did not learn that.`);

const tellGap = (from: number, to: number): string[] => {
  if (from > to) return [];
  return [
    from === to
      ? `Attempt ${from} is not kept.`
      : `Attempts ${from} to ${to} are not kept: there are too many of them, or an older version wrote over them.`,
  ];
};

/** How many have been at it, and who: each attempt in a line, as far as the record goes back. */
export const tellAttempts = (record: IdempotencyRecord, telling: Telling): string[] => {
  const { attempt, owner, earlier = [] } = record;
  const count = attempt === 1 ? 'There was one attempt.' : `There were ${attempt} attempts.`;
  if (!saysWho(record))
    return [
      `${count} The owner on record is ${shortly(owner)}…${attempt === 1 ? '' : ', the latest'}; an older version wrote it, which did not keep who else was at it: the log does (see the last line).`,
    ];

  const lines = [count];
  let told = 0;
  for (const one of earlier) {
    lines.push(...tellGap(told + 1, one.attempt - 1), tellPast(one, record, telling));
    told = one.attempt;
  }
  const isAttempt = record.state !== 'completed' || !isAbandonment(record);
  return isAttempt
    ? [...lines, ...tellGap(told + 1, attempt - 1), tellAttempt(record, record, telling)]
    : lines;
};
