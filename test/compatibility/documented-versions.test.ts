import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FINGERPRINT_VERSION } from '../../functions/idempotency/fingerprint.ts';
import { LAYOUT_VERSION } from '../../functions/idempotency/record.ts';
import { REFUND_REQUEST_VERSION } from '../../functions/processor/stripe-refund-request.ts';
import { REQUEST_VERSION } from '../../functions/processor/stripe-request.ts';

const UPGRADING = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'upgrading.md'), 'utf8');

describe('docs/upgrading.md', () => {
  it.each([
    ['layout of a record', LAYOUT_VERSION],
    ['fingerprint of a request', FINGERPRINT_VERSION],
    ['request that charges, at Stripe', REQUEST_VERSION],
    ['request that refunds, at Stripe', REFUND_REQUEST_VERSION],
  ])('says which version is written now: %s', (what, version) => {
    expect(UPGRADING).toContain(`| ${what} | ${version} |`);
  });
});
