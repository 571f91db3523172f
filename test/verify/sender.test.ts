import {
  CreateEmailIdentityCommand,
  DeleteEmailIdentityCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareSender } from '../../verify/deploy/steps/sender.ts';

const EMULATOR = { kind: 'emulator', endpoint: new URL('http://127.0.0.1:1'), region: 'eu-west-1' } as const;
const ACCOUNT = { kind: 'account', accountId: '123456789012', region: 'eu-west-1' } as const;
const FROM = 'receipts@payonce.example';

/** What SES knows, and whether it sends from it. */
let identities: Map<string, boolean>;
beforeEach(() => {
  identities = new Map();
});

const ses = {
  send: async (command: { readonly input: { readonly EmailIdentity: string } }) => {
    const { EmailIdentity: name } = command.input;
    if (command instanceof CreateEmailIdentityCommand) identities.set(name, true);
    else if (command instanceof DeleteEmailIdentityCommand) identities.delete(name);
    else if (!identities.has(name)) throw Object.assign(new Error(name), { name: 'NotFoundException' });
    return { VerifiedForSendingStatus: identities.get(name) };
  },
} as unknown as SESv2Client;

describe('the sender of receipts', () => {
  it.each([FROM, 'payonce.example'])('is left as it is when SES sends from %s', async (identity) => {
    identities.set(identity, true);
    const { value: takeBack } = await prepareSender(ses, ACCOUNT, FROM);
    expect(takeBack).toBeUndefined();
    expect([...identities.keys()]).toEqual([identity]);
  });

  it('is made known on an emulator, and forgotten again', async () => {
    const { value: takeBack } = await prepareSender(ses, EMULATOR, FROM);
    expect(identities.has(FROM)).toBe(true);
    await takeBack?.();
    expect(identities.size).toBe(0);
  });

  it('is refused in an account when it is not known, or not verified', async () => {
    await expect(prepareSender(ses, ACCOUNT, FROM)).rejects.toThrow(/verify it/);
    identities.set(FROM, false);
    await expect(prepareSender(ses, ACCOUNT, FROM)).rejects.toThrow(/verify it/);
    expect([...identities]).toEqual([[FROM, false]]);
  });
});
