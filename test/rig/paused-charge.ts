import type { ChargeOutcome } from '../../functions/processor/processor.ts';
import type { LedgerProcessor } from './ledger-processor.ts';

/** An attempt that stands still at the processor. Never answered, it has crashed there; answered late, it is a zombie. */
export interface PausedCharge {
  /** Fulfilled when the attempt has got there. */
  readonly reached: Promise<void>;
  /** Moves the money; the attempt goes on standing still. */
  readonly pay: () => ChargeOutcome;
  readonly answer: (outcome: ChargeOutcome) => void;
  /** The attempt throws. */
  readonly fail: (error: Error) => void;
}

/** Stops the next attempt that calls the processor, until the test says how it goes on. */
export const pauseNextCharge = (processor: LedgerProcessor): PausedCharge => {
  let arrive = (): void => {};
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let payNow: (() => ChargeOutcome) | undefined;
  let answer: PausedCharge['answer'] = () => {};
  let fail: PausedCharge['fail'] = () => {};
  const answered = new Promise<ChargeOutcome>((resolve, reject) => {
    answer = resolve;
    fail = reject;
  });
  processor.onNextCharge((_payment, pay) => {
    payNow = pay;
    arrive();
    return answered;
  });
  return {
    reached,
    pay: () => {
      if (payNow === undefined) throw new Error('the attempt has not reached the processor');
      return payNow();
    },
    answer,
    fail,
  };
};
