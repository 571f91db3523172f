import { describe, expect, it } from '@jest/globals';
import { environmentFor } from '../../verify/deploy/environment.ts';

const OWN = {
  PATH: '/bin',
  AWS_ACCESS_KEY_ID: 'AKIAREAL',
  AWS_SECRET_ACCESS_KEY: 'real-secret',
  AWS_SESSION_TOKEN: 'real-token',
  AWS_PROFILE: 'production',
  AWS_ENDPOINT_URL_S3: 'https://s3.eu-central-1.amazonaws.com',
  AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
  AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.2/',
};

const EMULATOR = {
  kind: 'emulator',
  endpoint: new URL('http://127.0.0.1:4566/'),
  region: 'eu-west-1',
} as const;
const ACCOUNT = { kind: 'account', accountId: '123456789012', region: 'eu-west-1' } as const;

describe('the environment of a deployment to an emulator', () => {
  const environment = environmentFor(EMULATOR, OWN);

  it('holds no credentials of its user and no way to them', () => {
    expect(JSON.stringify(environment)).not.toMatch(/real|production/i);
    expect(environment).not.toHaveProperty('AWS_CONTAINER_CREDENTIALS_FULL_URI');
    expect(environment.AWS_SHARED_CREDENTIALS_FILE).toBe('/dev/null');
  });

  it('leads every service to the emulator', () => {
    expect(environment.AWS_ENDPOINT_URL).toBe('http://127.0.0.1:4566');
    expect(environment).not.toHaveProperty('AWS_ENDPOINT_URL_S3');
    expect(environment).not.toHaveProperty('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS');
  });

  it('keeps what is not about AWS', () => {
    expect(environment.PATH).toBe('/bin');
  });
});

describe('the environment of a deployment to an account', () => {
  it("is the user's own, in the region that was named", () => {
    expect(environmentFor(ACCOUNT, OWN)).toMatchObject({ ...OWN, AWS_REGION: 'eu-west-1' });
  });
});

describe('the time-outs of a deployment that is verified', () => {
  it('are short enough to see a charge settled, whatever the shell says', () => {
    const environment = environmentFor(ACCOUNT, { SETTLE_AFTER_S: '300', FUNCTION_TIMEOUT_S: '25' });
    expect(environment).toMatchObject({ SETTLE_AFTER_S: '5', FUNCTION_TIMEOUT_S: '10' });
  });
});
