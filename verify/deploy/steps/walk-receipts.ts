import type { Clients } from '../clients.ts';
import { type Deployment, functionOf, roleOf } from '../deployment.ts';
import type { Target } from '../options.ts';
import { NotShown, type Steps } from '../step.ts';
import { walkADeadLetter } from '../walk/dead-letter.ts';
import { moreMailsFor, walkMailGrant } from '../walk/mail-grant.ts';
import { walkReceipts } from '../walk/receipt.ts';
import { receiptsFunction } from '../walk/receipts-function.ts';
import type { Stores } from '../walk/stores.ts';
import type { Walk } from '../walk/walk.ts';
import { checkReceipts } from './check-receipts.ts';

export interface ReceiptsOptions {
  readonly clients: Clients;
  readonly target: Target;
  readonly deployment: Deployment;
  readonly stores: Stores;
}

/** Everything about receipts, where the deployment sends any. */
export const walkReceiptsOf = async (steps: Steps, walk: Walk, options: ReceiptsOptions): Promise<void> => {
  const { clients, target, deployment, stores } = options;
  const queueUrl = deployment.outputs.ReceiptDeadLettersUrl;
  if (queueUrl === undefined)
    return steps.check('A receipt', async () => {
      throw new NotShown('nothing is deployed for receipts: --receipt-from names a sender');
    });

  const found = await steps
    .needed('The way of a receipt', async () => {
      const note = await checkReceipts(clients, deployment);
      const functionName = await functionOf(clients, deployment, 'receipts.send');
      return { note, value: { functionName, roleName: await roleOf(clients, functionName) } };
    })
    // Only the other steps about receipts build upon it; its record says why.
    .catch(() => undefined);
  if (found === undefined) return;

  const sendByHand = receiptsFunction(clients.lambda, found.functionName);
  const isEmulator = target.kind === 'emulator';
  const more = moreMailsFor(clients.iam, found.roleName);
  const grant = {
    sendByHand,
    withinMs: isEmulator ? 5_000 : 60_000,
    more: isEmulator ? more : undefined,
  };
  try {
    await steps.check('The grant to send mails', () => walkMailGrant(walk, grant));
    await steps.check('A receipt', () => walkReceipts(walk, { stores, sendByHand }));
    await steps.check('A receipt that cannot be written', () =>
      walkADeadLetter(walk, { stores, sqs: clients.sqs, queueUrl, sendByHand }),
    );
  } finally {
    await more.takeBack();
  }
};
