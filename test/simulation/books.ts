import { openPayments, type Payments } from './payments.ts';
import { type Random, streamOf } from './random.ts';
import type { Storm } from './storm.ts';

/**
 * The processor's books with chance of its own for each call about a charge or a refund: what becomes of one changes
 * nothing for the others.
 *
 * @param afterCall is called when something has arrived
 */
export const openBooks = (seed: number, storm: Storm, afterCall: () => void): Payments => {
  const calls = new Map<string, number>();
  let name = '';
  let random = streamOf(seed, 'processor');
  const ofTheCall: Random = {
    next: () => random.next(),
    chance: (probability) => random.chance(probability),
    between: (min, max) => random.between(min, max),
    pick: (choices) => random.pick(choices),
  };
  const payments = openPayments(
    ofTheCall,
    () => storm.brokenRate(name),
    () => ofTheCall.between(0, 2_000),
    () => storm.refundLuck(name),
  );

  const each =
    <Asked extends { readonly chargeId: string; readonly refundId?: string }, Outcome>(
      act: (asked: Asked, nowMs: number) => Outcome,
    ) =>
    (asked: Asked, nowMs: number): Outcome => {
      const id = asked.refundId ?? asked.chargeId;
      const call = (calls.get(id) ?? 0) + 1;
      calls.set(id, call);
      name = `${id}, call ${call}`;
      random = streamOf(seed, `processor ${name}`);
      const outcome = act(asked, nowMs);
      afterCall();
      return outcome;
    };
  return {
    ...payments,
    charge: each(payments.charge),
    fence: each(payments.fence),
    refund: each(payments.refund),
  };
};
