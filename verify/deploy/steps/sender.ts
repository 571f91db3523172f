import {
  CreateEmailIdentityCommand,
  DeleteEmailIdentityCommand,
  GetEmailIdentityCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { Target } from '../options.ts';
import type { Found } from '../step.ts';

/** Whether SES sends from this address or domain; `undefined` when it does not know it. */
const isVerified = async (ses: SESv2Client, EmailIdentity: string): Promise<boolean | undefined> => {
  try {
    const { VerifiedForSendingStatus: isIt } = await ses.send(new GetEmailIdentityCommand({ EmailIdentity }));
    return isIt === true;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundException') return undefined;
    throw error;
  }
};

/**
 * Whether SES sends from the address that receipts come from. On an emulator it is made known; in an account that is its
 * owner's to do, since it takes a mail or a DNS record.
 *
 * @returns what takes back what was done, if anything was
 */
export const prepareSender = async (
  ses: SESv2Client,
  target: Target,
  from: string,
): Promise<Found<(() => Promise<string>) | undefined>> => {
  const domain = from.slice(from.indexOf('@') + 1);
  if ((await isVerified(ses, from)) || (await isVerified(ses, domain)))
    return { note: `SES sends from ${from}`, value: undefined };
  if (target.kind === 'account')
    throw new Error(
      `SES does not send from ${from}: verify it or its domain first (docs/deploy.md, step 7).`,
    );

  await ses.send(new CreateEmailIdentityCommand({ EmailIdentity: from }));
  const forget = async () => {
    await ses.send(new DeleteEmailIdentityCommand({ EmailIdentity: from }));
    return `it does not know ${from} any more`;
  };
  return { note: `${from} was made known to SES`, value: forget };
};
