import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PROD, synthesize } from './synthesize.ts';

const DEPLOY = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'deploy.md'), 'utf8');

interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
}

/** All that a prod stack can have. */
const EVERYTHING = {
  ...PROD,
  ...{ receiptFrom: 'receipts@payonce.example', alarmEmail: 'oncall@payonce.example', tableKey: 'customer' },
};

describe('what stays after cdk destroy of the prod stage', () => {
  it('is what docs/deploy.md says, and nothing else', () => {
    const { Resources } = synthesize(EVERYTHING).toJSON();
    const kept = Object.values(Resources as Record<string, Resource>)
      .filter(({ DeletionPolicy = 'Delete' }) => DeletionPolicy !== 'Delete')
      .map(({ Type }) => Type);
    const told = /<!-- stays: begin -->([\s\S]*)<!-- stays: end -->/.exec(DEPLOY)?.[1] ?? '';

    expect([...told.matchAll(/`(AWS::\w+::\w+)`/g)].map(([, type]) => type).sort()).toEqual(
      [...new Set(kept)].sort(),
    );
  });
});
