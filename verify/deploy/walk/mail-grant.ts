import { DeleteRolePolicyCommand, type IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { until } from '../patience.ts';
import { NotShown } from '../step.ts';
import type { SendByHand } from './receipts-function.ts';
import { CARD, PAYER, type Walk } from './walk.ts';

const PolicyName = 'VerifyDeployMails';

/** Lets a role send any mail, for a moment. */
export interface MoreMails {
  readonly allow: () => Promise<void>;
  /** Does nothing when it was never allowed. */
  readonly takeBack: () => Promise<void>;
}

export const moreMailsFor = (iam: IAMClient, RoleName: string): MoreMails => {
  const statement = { Effect: 'Allow', Action: 'ses:SendEmail', Resource: '*' };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  let isAllowed = false;
  return {
    allow: async () => {
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
      isAllowed = true;
    },
    // CloudFormation cannot delete a role that has a policy of somebody else.
    takeBack: async () => {
      if (isAllowed) await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    },
  };
};

export interface MailGrant {
  readonly sendByHand: SendByHand;
  readonly withinMs: number;
  /** What helps where the grant is right and the endpoint cannot read it. `undefined`: nothing may be changed. */
  readonly more: MoreMails | undefined;
}

/**
 * Whether the function's own grant lets a receipt out: one verb, one identity, one sender. An emulator may know none of the
 * last two and refuse it. Then the role is allowed more, so that the rest of a receipt's way can be walked.
 */
export const walkMailGrant = async (
  { caller, tenant, signal }: Walk,
  { sendByHand, withinMs, more }: MailGrant,
): Promise<string> => {
  const body = { amount: 1100, currency: 'EUR', paymentMethod: CARD, receiptEmail: PAYER };
  const { id } = JSON.parse((await caller.post('/charges', 'mail-grant-1', body)).body);
  const payload = JSON.stringify({ tenant, chargeId: id });
  const isSent = async (): Promise<boolean> => {
    const sent = until('a receipt', { withinMs, signal }, async () =>
      (await sendByHand(payload)) === 'sent' ? true : undefined,
    );
    return sent.catch(() => false);
  };

  if (await isSent()) return 'a receipt goes out with the role as it is deployed';
  await more?.allow();
  if (more === undefined || !(await isSent())) throw new Error('no receipt goes out');
  throw new NotShown(
    'a receipt goes out only when ses:SendEmail is allowed on everything: this endpoint may not know the identity and ' +
      'the sender of a mail, by which the deployed grant narrows it. The steps about receipts go on with that',
  );
};
