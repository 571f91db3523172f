import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sesMailer } from '../../functions/receipts/ses-mailer.ts';
import { quietPort } from '../rig/quiet-port.ts';
import { inOneRealm } from './rig/one-realm.ts';
import { type SesAnswer, startScriptedSes } from './rig/scripted-ses.ts';

const MAIL = { subject: 'Receipt: €1.00', text: 'text', html: '<p>html</p>' };
let ses: Awaited<ReturnType<typeof startScriptedSes>>;

const mailerAt = (url: string) => {
  const found = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  Object.assign(process.env, found, { AWS_ENDPOINT_URL_SESV2: url });
  const { send } = sesMailer('receipts@payonce.example');
  return () => send('ada@example.com', MAIL);
};

beforeAll(async () => {
  inOneRealm();
  ses = await startScriptedSes();
});
afterAll(() => ses.close());

describe('handing a mail to SES', () => {
  it('is accepted with the id that SES knows it by', async () => {
    expect(await mailerAt(ses.url)()).toEqual({ kind: 'accepted', messageId: 'm-1' });
  });

  it.each<[SesAnswer, string]>([
    [{ status: 429, error: 'TooManyRequestsException' }, 'not-sent'],
    [{ status: 400, error: 'LimitExceededException' }, 'not-sent'],
    [{ status: 400, error: 'SendingPausedException' }, 'not-sent'],
    [{ status: 400, error: 'AccountSuspendedException' }, 'not-sent'],
    [{ status: 400, error: 'MessageRejected' }, 'not-sent'],
    [{ status: 403, error: 'AccessDeniedException' }, 'not-sent'],
    [{ status: 400, error: 'BadRequestException' }, 'refused'],
    [{ status: 500, error: 'InternalFailure' }, 'unknown'],
    [{ status: 503, error: 'ServiceUnavailable' }, 'unknown'],
    ['hang-up-before-it-is-read', 'unknown'],
  ])('that answers %j is %s, after one attempt', async (answer, kind) => {
    const send = mailerAt(ses.url);
    ses.timesAsked();
    ses.answer(answer);

    expect(await send()).toMatchObject({ kind });
    expect(ses.timesAsked()).toBe(1);
  });

  it('is certainly not sent where nobody listens', async () => {
    const send = mailerAt(`http://127.0.0.1:${await quietPort()}`);

    expect(await send()).toMatchObject({ kind: 'not-sent' });
  });

  it('is certainly not sent where neither address of a name takes connections', async () => {
    const send = mailerAt(`http://localhost:${await quietPort()}`);

    expect(await send()).toMatchObject({ kind: 'not-sent' });
  });

  it('is certainly not sent to a name that nobody has', async () => {
    expect(await mailerAt('http://nobody.invalid')()).toMatchObject({ kind: 'not-sent' });
  });
});
