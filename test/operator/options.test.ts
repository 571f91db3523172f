import { describe, expect, it } from '@jest/globals';
import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import { idFor } from '../../functions/idempotency/index.ts';
import { explain } from '../../operator/explain/explain.ts';
import { readExplainOptions } from '../../operator/explain/options.ts';
import { Refused, sentenceOf } from '../../operator/place/refused.ts';
import { readRedactOptions } from '../../operator/redact/options.ts';

const explainOptions = (...args: string[]) => readExplainOptions(args, {});
const redactOptions = (...args: string[]) => readRedactOptions(args, {});
const ID = idFor(CHARGES_CREATE, 'acme', 'k');

describe('what stands after the command', () => {
  it('names a thing by its id or by the key that made it, in either form of the header', () => {
    const byId = explainOptions(ID, '--tenant', 'acme');
    expect(byId).toMatchObject({
      tenant: 'acme',
      id: ID,
      place: { kind: 'local', url: 'http://localhost:3000' },
    });
    expect(explainOptions('acme', 'k').id).toBe(ID);
    expect(explainOptions('acme', '"k"').id).toBe(ID);
    expect(explainOptions('acme', 'k', '--operation', 'orders.create').id).toMatch(/^ord_/);
  });

  it('names a stack, or a local run', () => {
    expect(explainOptions('acme', 'k', '--aws').place).toEqual({ kind: 'aws', stack: 'payonce-dev' });
    expect(explainOptions('acme', 'k', '--aws', '--stack', 'x').place).toEqual({ kind: 'aws', stack: 'x' });
    expect(readExplainOptions(['acme', 'k'], { PORT: '3001' }).place).toEqual({
      kind: 'local',
      url: 'http://localhost:3001',
    });
  });

  it.each<[string[]]>([
    [[]],
    [[ID]],
    [['acme']],
    [['acme', 'k', 'more']],
    [['acme', 'k', '--tenant', 'acme']],
    [['acme', '']],
    [['acme', 'k', '--operation', 'orders.destroy']],
    [['acme', 'k', '--stack', 'x']],
    [['acme', 'k', '--aws', '--url', 'http://localhost:1']],
    [['acme', 'k', '--unknown']],
  ])('that makes no sense is refused: explain %j', (args) => {
    expect(() => explainOptions(...args)).toThrow(Refused);
  });

  it.each<[string[]]>([
    [[]],
    [['--tenant', 'acme']],
    [['--email', 'ada@example.com']],
    [['--tenant', 'acme', '--email', 'ada']],
    [['--tenant', 'acme', '--email', 'ada@example.com', '--charge', ID]],
    [['--tenant', 'acme', '--order', ID]],
    [['--tenant', 'acme', '--charge', ID, 'more']],
  ])('that does not say exactly whose data is refused: redact %j', (args) => {
    expect(() => redactOptions(...args)).toThrow(Refused);
  });
});

describe('what cannot be reached', () => {
  it('is one sentence: no local run', async () => {
    const args = ['acme', 'k', '--url', 'http://127.0.0.1:9'];
    await expect(explain(args, () => undefined)).rejects.toThrow(/^No local Payonce answers at/);
  });

  it.each([
    ['CredentialsProviderError', '', 'There are no AWS credentials here'],
    ['ExpiredTokenException', '', 'The AWS credentials are expired'],
    [
      'AccessDeniedException',
      'not authorized to perform: dynamodb:GetItem',
      'may not do this: not authorized',
    ],
    ['ResourceNotFoundException', '', 'The table is not there'],
    ['Error', 'Region is missing', 'Set AWS_REGION'],
  ])('is one sentence: %s %s', (name, message, sentence) => {
    expect(sentenceOf(Object.assign(new Error(message), { name }))).toContain(sentence);
  });

  it('is no sentence when it is our own mistake', () => {
    expect(sentenceOf(new TypeError('x is undefined'))).toBeUndefined();
  });
});
