import { describe, expect, it } from '@jest/globals';
import { listenLocally } from '../../../local/listen.ts';
import { engineFinding } from '../../../operator/doctor/engine.ts';
import { readDoctorOptions } from '../../../operator/doctor/options.ts';
import { portFinding } from '../../../operator/doctor/port.ts';
import { settingsFinding } from '../../../operator/doctor/settings.ts';
import { synthFinding } from '../../../operator/doctor/synth.ts';
import { Refused } from '../../../operator/place/refused.ts';

/** While something else listens, on a port that is free otherwise. */
const whileServing = async <Result>(
  reply: string,
  work: (port: number) => Promise<Result>,
): Promise<Result> => {
  const listening = await listenLocally((_, response) => void response.end(reply), 0);
  try {
    return await work(listening.port);
  } finally {
    await listening.close();
  }
};

describe('the DynamoDB that npm start would use', () => {
  it('is the one of DYNAMODB_ENDPOINT, which answers', async () => {
    const { DYNAMODB_ENDPOINT } = process.env;
    expect(await engineFinding({ DYNAMODB_ENDPOINT })).toMatchObject({ verdict: 'ok' });
  });

  it('is missing when what answers at DYNAMODB_ENDPOINT is something else', async () => {
    const finding = await whileServing('hello', (port) =>
      engineFinding({ DYNAMODB_ENDPOINT: `http://127.0.0.1:${port}` }),
    );
    expect(finding).toMatchObject({ verdict: 'missing' });
    expect(finding.remedy).toContain('amazon/dynamodb-local');
  });

  it('is missing when nothing answers there, and a password in the address is not shown', async () => {
    const finding = await engineFinding({ DYNAMODB_ENDPOINT: 'http://ada:lovelace@127.0.0.1:9' });
    expect(finding).toMatchObject({ verdict: 'missing' });
    expect(JSON.stringify(finding)).not.toContain('lovelace');
  });

  it('is the embedded engine where there is one, and otherwise yours to bring', async () => {
    const finding = await engineFinding({});
    const hasEngine = process.platform === 'linux' && process.arch === 'x64';
    expect(finding.verdict).toBe(hasEngine ? 'ok' : 'missing');
    expect(finding.seen).toContain(`${process.platform}-${process.arch}`);
  });
});

describe('the port that npm start would take', () => {
  it('is free', async () => {
    const port = await whileServing('', async (taken) => taken);
    expect(await portFinding({ PORT: `${port}` })).toEqual({
      name: `Port ${port}`,
      verdict: 'ok',
      seen: 'free',
    });
  });

  it('is taken by another program', async () => {
    const finding = await whileServing('hello', (port) => portFinding({ PORT: `${port}` }));
    expect(finding).toMatchObject({ verdict: 'missing', seen: expect.stringContaining('taken') });
    expect(finding.remedy).toMatch(/PORT=\d+ npm start/);
  });

  it('is taken by a local Payonce, which is no trouble', async () => {
    const tables = JSON.stringify({
      endpoint: 'http://127.0.0.1:1',
      charges: 'a',
      orders: 'b',
      idempotency: 'c',
    });
    expect(await whileServing(tables, (port) => portFinding({ PORT: `${port}` }))).toMatchObject({
      verdict: 'ok',
      seen: 'a local Payonce serves there already',
    });
  });

  it('is 3000 when none is named', async () => {
    expect((await portFinding({})).name).toBe('Port 3000');
  });
});

describe('the variables of npm start', () => {
  it('can be meant', () => {
    expect(settingsFinding({ PORT: '3001' })).toMatchObject({ verdict: 'ok' });
  });

  it.each([
    [{ PORT: 'many' }, 'PORT is a whole number'],
    [{ LOCAL_CONCURRENCY: '0' }, 'LOCAL_CONCURRENCY is a whole number'],
    [{ STRIPE_SECRET_KEY: 'sk_live_abcdef' }, 'STRIPE_SECRET_KEY is a live key'],
  ])('cannot be meant: %j', (environment, seen) => {
    const finding = settingsFinding(environment);
    expect(finding).toMatchObject({ verdict: 'missing', seen: expect.stringContaining(seen) });
    expect(JSON.stringify(finding)).not.toContain('abcdef');
  });
});

describe('the CDK app', () => {
  it('synthesizes', async () => {
    expect(await synthFinding(async () => undefined)).toEqual({
      name: 'CDK app',
      verdict: 'ok',
      seen: 'synthesizes',
    });
  });

  it('does not, and the last thing that the CDK wrote says why', async () => {
    const finding = await synthFinding(async ({ writeLine }) => {
      writeLine('Context `stage` must be dev or prod, not "test".');
      throw new Error('`cdk synth` ended with status 1.');
    });
    expect(finding).toMatchObject({
      verdict: 'missing',
      seen: expect.stringContaining('must be dev or prod'),
    });
  });
});

describe('what stands after npm run doctor --', () => {
  it('says what else is looked at', () => {
    expect(readDoctorOptions([])).toEqual({ synth: false, aws: undefined });
    expect(readDoctorOptions(['--synth', '--aws'])).toEqual({
      synth: true,
      aws: { stack: 'payonce-dev', receiptFrom: undefined },
    });
    expect(
      readDoctorOptions(['--aws', '--stack', 'payonce-prod', '--receipt-from', 'a@b.example']).aws,
    ).toEqual({
      stack: 'payonce-prod',
      receiptFrom: 'a@b.example',
    });
  });

  it.each([[['--stack', 'x']], [['--receipt-from', 'a@b.example']], [['--unknown']], [['aws']]])(
    'makes no sense: %j',
    (args) => {
      expect(() => readDoctorOptions(args)).toThrow(Refused);
    },
  );
});
