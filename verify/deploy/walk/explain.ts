import { expectEqual } from '../expect.ts';
import type { Operator } from '../operator-command.ts';
import { RECEIPT_KEY } from './receipt.ts';
import { REFUNDED } from './refund.ts';
import { PAYER, type Walk } from './walk.ts';

/** What a payer wrote, and what is never shown. */
const PERSONAL = [PAYER, REFUNDED.body.description];

/** `npm run explain` of charges of the walk: by key, by id, and about a key that nobody used. */
export const walkExplain = async (
  { caller, tenant }: Walk,
  { operator, hasReceipts }: { operator: Operator; hasReceipts: boolean },
): Promise<string> => {
  const explained = async (words: readonly string[], ...about: string[]): Promise<void> => {
    const { status, text } = await operator('explain', ...about);
    expectEqual(status, 0, `the exit status of explain (${text})`);
    for (const word of words) if (!text.includes(word)) throw new Error(`It does not say ${word}: ${text}`);
    for (const word of PERSONAL) if (text.includes(word)) throw new Error(`It shows ${word}.`);
  };
  const chargeOf = async (key: string) =>
    JSON.parse((await caller.get(`/charges?idempotencyKey=${key}`)).body);

  const { id } = await chargeOf(REFUNDED.key);
  const { data } = JSON.parse((await caller.get(`/charges/${id}/refunds`)).body);
  const refunds: string[] = data.map((refund: { id: string }) => refund.id);
  expectEqual(refunds.length, 2, 'refunds in the list');
  await explained([id, '€30.00', 'succeeded', '€10.00', '€20.00', ...refunds], tenant, REFUNDED.key);

  const { id: ofOrder, orderId } = await chargeOf('pay-1');
  await explained([ofOrder, '€25.00', orderId, 'start-query'], ofOrder, '--tenant', tenant);
  if (hasReceipts) await explained(['receipt', 'sent'], tenant, RECEIPT_KEY);

  const nobody = await operator('explain', tenant, 'a-key-that-nobody-has-used');
  expectEqual(nobody.status, 1, 'the exit status about a key that nobody used');
  const about = ['amount', 'ending', 'refunds', 'order', ...(hasReceipts ? ['receipt'] : [])];
  return `\`npm run explain -- --aws\` by key and by id: ${about.join(', ')}; nothing that the payer wrote; status 1 for an unknown key`;
};
