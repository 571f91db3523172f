import type { Payment } from '../../functions/processor/processor.ts';
import { openPayments, type Payments } from './payments.ts';
import { type Random, streamOf } from './random.ts';
import type { Storm } from './storm.ts';

/**
 * The processor's books with chance of its own for each call about a charge: what becomes of one payment changes
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
  const payments = openPayments(ofTheCall, () => storm.brokenRate(name));

  const each =
    <Outcome>(act: (payment: Payment, nowMs: number) => Outcome) =>
    (payment: Payment, nowMs: number): Outcome => {
      const call = (calls.get(payment.chargeId) ?? 0) + 1;
      calls.set(payment.chargeId, call);
      name = `${payment.chargeId}, call ${call}`;
      random = streamOf(seed, `processor ${name}`);
      const outcome = act(payment, nowMs);
      afterCall();
      return outcome;
    };
  return { ...payments, charge: each(payments.charge), fence: each(payments.fence) };
};
