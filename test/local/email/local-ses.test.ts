import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalSes, startLocalSes } from '../../../local/email/local-ses.ts';

const NOW_MS = Date.UTC(2026, 0, 1);
let ses: LocalSes;
let client: SESv2Client;

beforeAll(async () => {
  ses = await startLocalSes(() => NOW_MS);
  const requestHandler = { httpAgent: { keepAlive: false } };
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new SESv2Client({
    endpoint: ses.url,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
    requestHandler,
  });
});
beforeEach(async () => {
  await ses.disarm();
  ses.clear();
});
afterAll(async () => {
  client.destroy();
  await ses.close();
});

const send = (to: string[] = ['ada@example.com']) =>
  client.send(
    new SendEmailCommand({
      FromEmailAddress: 'receipts@payonce.example',
      Destination: { ToAddresses: to },
      Content: {
        Simple: { Subject: { Data: 'Receipt' }, Body: { Text: { Data: 'Danke. €' }, Html: { Data: '<p>' } } },
      },
    }),
  );

describe('the local mail service', () => {
  it('catches what the SDK sends and answers with its id', async () => {
    const { MessageId: id } = await send();

    expect(ses.emails()).toEqual([
      {
        id,
        sentAt: '2026-01-01T00:00:00.000Z',
        from: 'receipts@payonce.example',
        to: ['ada@example.com'],
        subject: 'Receipt',
        text: 'Danke. €',
        html: '<p>',
      },
    ]);
  });

  it.each([[[]], [['ada']], [['ada@']], [['a b@example.com']]])(
    'refuses the addresses %j as SES does',
    async (to) => {
      await expect(send(to)).rejects.toMatchObject({ name: 'BadRequestException' });
      expect(ses.emails()).toEqual([]);
    },
  );

  it('knows no other call', async () => {
    const answer = await fetch(`${ses.url}/v2/email/account`);
    expect(answer.status).toBe(404);
  });

  it('that is down takes no connection until it is up again, at the same address', async () => {
    await ses.arm('mail-down', 1);
    await expect(send()).rejects.toThrow('ECONNREFUSED');
    await ses.disarm();
    await send();
    expect(ses.emails()).toHaveLength(1);
  });

  it('loses the answers of as many mails as it is told, and sends them all the same', async () => {
    await ses.arm('mail-answer-lost', 2);
    for (let time = 0; time < 2; time += 1) await expect(send()).rejects.toThrow('socket hang up');
    await send();
    expect(ses.emails()).toHaveLength(3);
  });
});
