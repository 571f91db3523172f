import { randomUUID } from 'node:crypto';
import { logged } from './logged.ts';
import { startRig } from './rig.ts';

const CHARGES = 1_000;
const WARM_UP = 200;

/**
 * Milliseconds of CPU that a first charge takes on this machine, its calls to DynamoDB and to the processor included. Too
 * much rather than too little: the Stripe of our own that answers runs in the same process.
 */
export const cpuMsOfCharge = async (): Promise<number> => {
  const rig = await startRig();
  const body = { amount: 4999, currency: 'EUR', paymentMethod: 'pm_card_visa' };
  const charge = async (times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) await rig.call({ route: 'POST /charges', key: randomUUID(), body });
  };
  try {
    const { result } = await logged(async () => {
      await charge(WARM_UP);
      const before = process.cpuUsage();
      await charge(CHARGES);
      return process.cpuUsage(before);
    });
    return (result.user + result.system) / 1_000 / CHARGES;
  } finally {
    await rig.stop();
  }
};
