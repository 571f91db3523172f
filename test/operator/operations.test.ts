import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '..', '..');
const OPERATIONS = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');

const sectionsOf = (level: string): Map<string, string> =>
  new Map(
    OPERATIONS.split(new RegExp(`^${level} `, 'm'))
      .slice(1)
      .map((text) => [text.slice(0, text.indexOf('\n')), text.split(/^#/m)[0] ?? '']),
  );

interface Resource {
  readonly Type: string;
  readonly Metadata?: { readonly 'aws:cdk:path'?: string };
}

/** By the names of their constructs. */
const alarms = (): string[] => {
  const template = JSON.parse(readFileSync(join(process.env.CDK_OUT ?? '', 'Payonce.template.json'), 'utf8'));
  return Object.values<Resource>(template.Resources)
    .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm' || Type === 'AWS::CloudWatch::CompositeAlarm')
    .map(({ Metadata }) => Metadata?.['aws:cdk:path']?.split('/').at(-2) ?? 'nameless');
};

/** `incident('…'` as it stands in the code; one name is put together from an outcome of the mailer. */
const incidents = (): string[] => {
  const files = readdirSync(join(ROOT, 'functions'), { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(ROOT, 'functions', file), 'utf8'));
  const calls = texts.flatMap((text) =>
    [...text.matchAll(/\bincident\(\s*([^,\s)][^,)]*)/g)].map(([, name = '']) => name),
  );
  return [
    ...new Set(
      calls.flatMap((name) => {
        // Of a mailer's outcome.
        if (name.startsWith('`receipt-$')) return ['receipt-refused', 'receipt-unknown'];
        // Where the name is passed on.
        if (name === 'name') return [];
        return [name.replaceAll("'", '')];
      }),
    ),
  ].sort();
};

describe('the operator', () => {
  it('is told of each alarm of the template what to do, and of no other', () => {
    const told = [...sectionsOf('###').keys()].filter((name) => name.endsWith('Alarm'));
    expect(told.sort()).toEqual(alarms().sort());
  });

  it('is told of each incident that the code can report what to do, and of no other', () => {
    const told = sectionsOf('####');
    expect([...told.keys()].sort()).toEqual(incidents());
    for (const text of told.values()) expect(text.split('\n').length).toBeGreaterThan(2);
  });
});
