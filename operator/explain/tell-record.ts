import type { InProgress, Released } from '../../functions/idempotency/record.ts';
import type { EpochMs } from '../../functions/shared/clock.ts';
import type { Telling } from './tell-attempts.ts';
import { at, inUnits } from './times.ts';

const afterwards = ({ what }: Telling, settleAtMs: EpochMs, dueAtMs: EpochMs, fromMs: EpochMs): string =>
  what === 'charge'
    ? `From ${at(dueAtMs, fromMs)} on nobody pays any more: the recovery, a late repeat or an event of the processor settles it ` +
      '(asks what became of it, and makes sure that it ends).'
    : `From ${at(dueAtMs, fromMs)} on the recovery resumes it as well (it is older than ${at(settleAtMs, fromMs)} then), until it ends.`;

/** An open record: who may act now, and who from when on. */
export const tellOpen = (record: InProgress, telling: Telling): string[] => {
  const { createdAtMs: fromMs, leaseExpiresAtMs, settleAtMs, attempt } = record;
  const { nowMs, what } = telling;
  const verb = what === 'charge' ? 'resumes the payment' : 'resumes the refund';
  const isRunning = nowMs < leaseExpiresAtMs;
  const lease = isRunning
    ? `It is in progress: attempt ${attempt} holds it until ${at(leaseExpiresAtMs, fromMs)}, ${inUnits(leaseExpiresAtMs - nowMs)} from now. Nobody else may act before.`
    : `It is in progress, and nobody is at it: the lease of attempt ${attempt} ended at ${at(leaseExpiresAtMs, fromMs)}, ${inUnits(nowMs - leaseExpiresAtMs)} ago. ` +
      'Whoever held it died, or can no longer write more than what it found out.';
  if (settleAtMs === null) return [lease];
  const dueAtMs = Math.max(leaseExpiresAtMs, settleAtMs);
  const takeover =
    what === 'charge' && nowMs >= settleAtMs
      ? 'No repeat resumes it any more: it is too old for that.'
      : leaseExpiresAtMs >= settleAtMs && what === 'charge'
        ? 'By the time that its lease is over it is too old to be resumed.'
        : `A repeat of the request takes it over from ${at(leaseExpiresAtMs, fromMs)} on and ${verb}.`;
  return [lease, takeover, afterwards(telling, settleAtMs, dueAtMs, fromMs)];
};

/** A released record: certain that nothing happened, and free. */
export const tellReleased = (record: Released, { nowMs, what }: Telling): string[] => {
  const { createdAtMs: fromMs, settleAtMs, attempt } = record;
  const found =
    `It is released: attempt ${attempt} ended with the certainty that nothing had been done at the processor. ` +
    (what === 'charge' ? 'It holds no order.' : 'Its amount was given back to the charge.');
  if (settleAtMs === null) return [found];
  return [
    found,
    nowMs < settleAtMs
      ? `A repeat of the request executes it again until ${at(settleAtMs, fromMs)}; from then on the recovery abandons it.`
      : `It has been due since ${at(settleAtMs, fromMs)}: the recovery, or a repeat, abandons it.`,
  ];
};
