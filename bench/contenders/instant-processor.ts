import type { ChargeOutcome, PaymentProcessor } from '../../functions/processor/processor.ts';

const neverAsked = async (): Promise<never> => {
  throw new Error('nothing here is ended or given back');
};

/** A processor in this process that has always just been paid. What it takes is no part of the comparison. */
export const instantProcessor = () => {
  let payments = 0;
  const processor: PaymentProcessor = {
    name: 'instant',
    account: 'acct_1MqLiJLkdIwHu7ix',
    requestVersion: 1,
    refundRequestVersion: 1,
    keyRetentionMs: 24 * 60 * 60 * 1000,
    charge: async () => {
      payments += 1;
      return { kind: 'succeeded', processorId: 'pi_3MtwBwLkdIwHu7ix28a3tqPa' };
    },
    cancel: neverAsked,
    refund: neverAsked,
  };
  return { processor, payments: () => payments };
};

/** The same processor, which keeps everyone waiting until it is told to answer. */
export const holding = (processor: PaymentProcessor) => {
  let answer = (): void => undefined;
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  let arrived = (): void => undefined;
  const charge = async (...payment: Parameters<PaymentProcessor['charge']>): Promise<ChargeOutcome> => {
    arrived();
    await told;
    return processor.charge(...payment);
  };
  return {
    processor: { ...processor, charge },
    answer,
    /** Ends when what is asked has come to the processor. @throws Error when it ended before */
    untilAsked: (ask: () => Promise<unknown>): Promise<void> => {
      const coming = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      const ended = ask().then(() => {
        throw new Error('a charge ended before it came to the processor');
      });
      return Promise.race([coming, ended]);
    },
  };
};
