import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetAccountCommand, GetEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import type { Outputs } from '../../place/find-stack.ts';
import type { Clients } from './clients.ts';
import type { Look } from './look.ts';

/** The sender that is deployed. Of the function's variables only this one is looked at. */
const deployedSender = async ({ lambda }: Clients, command: string): Promise<string | undefined> => {
  const FunctionName = /--function-name (\S+)/.exec(command)?.[1];
  const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  return found.Environment?.Variables?.RECEIPT_FROM;
};

const isVerified = async (ses: SESv2Client, EmailIdentity: string): Promise<boolean> => {
  try {
    const { VerifiedForSendingStatus } = await ses.send(new GetEmailIdentityCommand({ EmailIdentity }));
    return VerifiedForSendingStatus === true;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotFoundException') return false;
    throw error;
  }
};

const senderLook = (clients: Clients, sender: () => Promise<string | undefined>): Look => ({
  name: 'Sender of receipts',
  permission: 'ses:GetEmailIdentity and lambda:GetFunctionConfiguration',
  work: async () => {
    const from = await sender();
    if (from === undefined)
      return { verdict: 'cannot tell', seen: 'the function has no RECEIPT_FROM', remedy: 'npx cdk deploy' };
    // SES takes a mail when either is verified.
    for (const identity of [from, from.slice(from.indexOf('@') + 1)])
      if (await isVerified(clients.ses, identity))
        return { verdict: 'ok', seen: `SES sends from ${from} (${identity} is verified)` };
    return {
      verdict: 'missing',
      seen: `SES has verified neither ${from} nor its domain`,
      remedy: 'aws sesv2 create-email-identity, then publish the DKIM records that it answers',
    };
  },
});

const sandboxLook = ({ ses }: Clients): Look => ({
  name: 'SES account',
  permission: 'ses:GetAccount',
  isOptional: true,
  work: async () => {
    const { ProductionAccessEnabled, SendingEnabled } = await ses.send(new GetAccountCommand({}));
    if (SendingEnabled === false)
      return { verdict: 'missing', seen: 'sending is stopped', remedy: "read SES's account dashboard" };
    if (ProductionAccessEnabled === true) return { verdict: 'ok', seen: 'out of the sandbox' };
    return {
      verdict: 'missing',
      seen: 'in the sandbox: mails reach verified addresses only',
      remedy: "ask for production access in SES's account dashboard",
    };
  },
});

/** None where nobody is sent a receipt. */
export const receiptLooks = (
  clients: Clients,
  { outputs, receiptFrom }: { outputs: Outputs; receiptFrom: string | undefined },
): Look[] => {
  const command = outputs.get('SendReceiptCommand');
  if (receiptFrom === undefined && command === undefined) return [];
  const sender = async () => receiptFrom ?? deployedSender(clients, command ?? '');
  return [senderLook(clients, sender), sandboxLook(clients)];
};
