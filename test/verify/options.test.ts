import { describe, expect, it } from '@jest/globals';
import { isLoopback, Refused, readOptions } from '../../verify/deploy/options.ts';

const EMULATOR = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };
const ACCOUNT = ['--account', '123456789012'];

const refusal = (args: string[], environment: NodeJS.ProcessEnv): string => {
  try {
    readOptions(args, environment);
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
  return '';
};

describe('where to deploy to', () => {
  it('is an emulator when its address is given', () => {
    const { target } = readOptions([], EMULATOR);
    expect(target).toMatchObject({ kind: 'emulator', region: 'eu-central-1' });
  });

  it('is a real account only when its number is given', () => {
    const { target } = readOptions(ACCOUNT, { AWS_REGION: 'eu-west-1' });
    expect(target).toEqual({ kind: 'account', accountId: '123456789012', region: 'eu-west-1' });
  });

  it('is never guessed: the message names both ways', () => {
    const message = refusal([], { AWS_REGION: 'eu-west-1', AWS_PROFILE: 'production' });
    expect(message).toContain('AWS_ENDPOINT_URL=');
    expect(message).toContain('--account');
  });

  it.each([
    ['both are given', ACCOUNT, { ...EMULATOR, AWS_REGION: 'eu-west-1' }, /not both/],
    ['an account has no region', ACCOUNT, {}, /AWS_REGION/],
    ['the number is none', ['--account', '1234'], { AWS_REGION: 'eu-west-1' }, /12 digits/],
    ['the address is none', [], { AWS_ENDPOINT_URL: 'localhost:4566' }, /http/],
    ['half a certificate is given', ['--issuer-cert', 'c.pem'], EMULATOR, /belong together/],
    [
      'AWS would have to reach an issuer of this machine',
      [...ACCOUNT, '--issuer-cert', 'c', '--issuer-key', 'k'],
      { AWS_REGION: 'eu-west-1' },
      /Cognito/,
    ],
    ['an option is unknown', ['--acount', '123456789012'], EMULATOR, /--acount/],
  ])('is refused when %s', (_, args, environment, message) => {
    expect(refusal(args, environment)).toMatch(message);
  });

  it('is another machine only when that is said', () => {
    const remote = { AWS_ENDPOINT_URL: 'http://10.0.0.1:4566' };
    expect(refusal([], remote)).toMatch(/--allow-remote-endpoint/);
    expect(readOptions(['--allow-remote-endpoint'], remote).target.kind).toBe('emulator');
  });
});

describe('who receipts come from', () => {
  it('is an address of nobody on an emulator, where it can be made known', () => {
    expect(readOptions([], EMULATOR).receiptFrom).toBe('receipts@payonce.example');
  });

  it('is nobody in an account, until an address is named that SES has verified', () => {
    const region = { AWS_REGION: 'eu-west-1' };
    expect(readOptions(ACCOUNT, region).receiptFrom).toBeUndefined();
    const named = readOptions([...ACCOUNT, '--receipt-from', 'a@example.com'], region);
    expect(named.receiptFrom).toBe('a@example.com');
  });
});

describe('an address of this machine', () => {
  it.each([
    'http://localhost:1',
    'http://aws.localhost',
    'http://127.0.0.1',
    'http://2130706433',
    'http://[::1]:1',
  ])('is %s', (address) => {
    expect(isLoopback(new URL(address))).toBe(true);
  });

  it.each([
    'http://localhost.example.com',
    'http://127.0.0.1.example.com',
    'http://0.0.0.0',
    'http://notlocalhost',
  ])('is not %s', (address) => {
    expect(isLoopback(new URL(address))).toBe(false);
  });
});
