import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as apigatewayv2 from '@aws-sdk/client-apigatewayv2';
import * as cloudformation from '@aws-sdk/client-cloudformation';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as lambda from '@aws-sdk/client-lambda';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as sesv2 from '@aws-sdk/client-sesv2';
import * as sqs from '@aws-sdk/client-sqs';
import * as sts from '@aws-sdk/client-sts';
import { describe, expect, it } from '@jest/globals';
import { NormalizedSchema } from '@smithy/core/schema';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');

/** By their names in the AWS CLI. */
const SERVICES: Readonly<Record<string, object>> = {
  ...{
    apigatewayv2,
    cloudformation,
    'cognito-idp': cognito,
    dynamodb,
    lambda,
    secretsmanager,
    sesv2,
    sqs,
    sts,
  },
};

/** Services whose client the project does not have, and what the CLI does by itself. */
const BY_HAND: Readonly<Record<string, readonly string[]>> = {
  'logs tail': ['since', 'format'],
  'logs start-query': ['start-time', 'end-time', 'query-string', 'log-group-names'],
  'logs get-query-results': ['query-id'],
  'cloudwatch put-metric-alarm': [],
};

const OF_EVERY_COMMAND = ['query', 'output', 'region', 'cli-binary-format'];

interface Command {
  readonly text: string;
  readonly service: string;
  readonly operation: string;
  readonly options: readonly string[];
}

/** `aws …` up to what ends it: another command, a comment, the line (unless it goes on), a back-tick. */
const commandsIn = (document: string): Command[] => {
  const lines = readFileSync(join(DOCS, document), 'utf8').replaceAll(/\\\n\s*/g, '');
  // What stands in quotes is a value: it may hold anything.
  const unquoted = lines.replaceAll(/'[^'\n]*'|"[^"\n]*"/g, 'VALUE');
  return [...unquoted.matchAll(/\baws ([a-z0-9-]+) ([a-z-]+)([^\n`|;]*)/g)].map(
    ([text, service = '', operation = '', rest = '']) => ({
      text,
      service,
      operation,
      options: [...rest.replace(/ #.*/, '').matchAll(/(?<=\s)--([a-z-]+)/g)].map(([, option = '']) => option),
    }),
  );
};

const flat = (name: string): string => name.replaceAll('-', '').toLowerCase();

/** The members of an operation's input in the SDK's model; `undefined` when there is no such operation. */
const membersOf = (client: object, operation: string): string[] | undefined => {
  const found = Object.entries(client).find(([name]) => name.toLowerCase() === `${flat(operation)}command`);
  if (found === undefined) return undefined;
  const Command = found[1] as new (input: object) => { readonly schema: readonly unknown[] };
  const [, , , , input] = new Command({}).schema;
  const schema = NormalizedSchema.of((typeof input === 'function' ? input() : input) as never);
  return [...schema.structIterator()].map(([name]) => flat(name));
};

/** What is wrong with it, if anything. */
const complaint = ({ text, service, operation, options }: Command): string | undefined => {
  const own = options.filter((option) => !OF_EVERY_COMMAND.includes(option));
  const client = SERVICES[service];
  const known = client ? membersOf(client, operation) : BY_HAND[`${service} ${operation}`]?.map(flat);
  if (known === undefined) return `${text}: no such operation`;
  const unknown = own.filter(
    (option) => !known.includes(flat(option)) && !known.includes(flat(option.replace(/^no-/, ''))),
  );
  return unknown.length === 0 ? undefined : `${text}: no ${unknown.join(', ')}`;
};

describe('a command of the AWS CLI that a document tells to run', () => {
  it.each([
    ['operations.md', 25],
    ['deploy.md', 3],
  ])('exists, and so does each of its options: %s', (document, atLeast) => {
    const commands = commandsIn(document);
    expect(commands.length).toBeGreaterThanOrEqual(atLeast);
    expect(commands.map(complaint).filter((one) => one !== undefined)).toEqual([]);
  });

  it('is found out when it, or an option, does not', () => {
    const command = {
      text: '',
      service: 'dynamodb',
      operation: 'put-item',
      options: ['item', 'return-nothing'],
    };
    expect(complaint(command)).toContain('return-nothing');
    expect(complaint({ ...command, options: ['item'] })).toBeUndefined();
    expect(complaint({ ...command, operation: 'put-items' })).toContain('no such operation');
  });
});
