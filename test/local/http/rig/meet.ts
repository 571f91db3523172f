import type { LocalPayonce } from '../../../../local/local-payonce.ts';
import { arm, type Call, type Client } from './client.ts';
import { attempt, eventually, type MaybeReply } from './patience.ts';
import { chargeOf } from './requests.ts';

/**
 * Sends charges that all meet this fault, and waits until each has begun: the fault is then used up, and the next one
 * can be armed while these still wait for their replies.
 *
 * @returns their first replies, still to come
 */
export const meet = async (
  local: Pick<LocalPayonce, 'url'>,
  client: Client,
  fault: { readonly fault: string; readonly ms?: number },
  calls: readonly Call[],
): Promise<Promise<MaybeReply>[]> => {
  await arm(local, { ...fault, times: calls.length });
  const firsts = calls.map((call) => attempt(client, call));
  for (const { key = '' } of calls)
    await eventually(async () => 'object' in (await chargeOf(client, key)), 'the charge has begun');
  return firsts;
};
