import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type StoredItem, toStored } from './marshalling.ts';
import { notSimulated } from './not-simulated.ts';

/** What the `#names` and `:values` of a command's expressions stand for. */
export interface Substitutions {
  readonly nameOf: (token: string) => string;
  readonly valueOf: (token: string) => AttributeValue;
  /** DynamoDB refuses what is given and not used. */
  readonly requireAllUsed: () => void;
}

export const readSubstitutions = (input: {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>> | undefined;
}): Substitutions => {
  const names = input.ExpressionAttributeNames ?? {};
  const values: StoredItem = toStored(input.ExpressionAttributeValues);
  const unused = new Set([...Object.keys(names), ...Object.keys(values)]);
  const found = <T>(token: string, meaning: T | undefined): T => {
    if (meaning === undefined) throw notSimulated(`${token}, which stands for nothing`);
    unused.delete(token);
    return meaning;
  };
  return {
    nameOf: (token) => (token.startsWith('#') ? found(token, names[token]) : token),
    valueOf: (token) => found(token, values[token]),
    requireAllUsed: () => {
      if (unused.size > 0) throw notSimulated(`${[...unused].join(', ')}, which no expression uses`);
    },
  };
};

/** Walks over an expression, one token at a time. */
export interface Cursor {
  readonly substitutions: Substitutions;
  readonly peek: () => string | undefined;
  readonly next: () => string;
  /** Steps over `token` if it is the next one. */
  readonly skip: (token: string) => boolean;
  readonly expect: (token: string) => void;
  readonly end: () => void;
}

const TOKEN = /\s*([#:]?[A-Za-z_]\w*|<=|>=|<>|[=<(),.+-])\s*/y;
export const WORD = /^#?[A-Za-z_]\w*$/;

/** Expressions are constants of production's code: few, and asked for again and again. */
const tokensOf = new Map<string, readonly string[]>();

const tokenized = (expression: string): readonly string[] => {
  const known = tokensOf.get(expression);
  if (known !== undefined) return known;
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < expression.length) {
    const from = TOKEN.lastIndex;
    const token = TOKEN.exec(expression)?.[1];
    if (token === undefined) throw notSimulated(`"${expression.slice(from)}" in an expression`);
    tokens.push(token);
  }
  tokensOf.set(expression, tokens);
  return tokens;
};

/** @throws Error at the first character that is not part of the grammar in use */
export const cursorOver = (expression: string, substitutions: Substitutions): Cursor => {
  const tokens = tokenized(expression);
  let at = 0;
  const skip = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  };
  const refuse = (): Error => notSimulated(`"${tokens[at] ?? 'the end'}" in "${expression}"`);
  return {
    substitutions,
    peek: () => tokens[at],
    next: () => {
      const token = tokens[at];
      if (token === undefined) throw refuse();
      at += 1;
      return token;
    },
    skip,
    expect: (token) => {
      if (!skip(token)) throw refuse();
    },
    end: () => {
      if (at < tokens.length) throw refuse();
    },
  };
};
