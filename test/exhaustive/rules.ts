import type { Charge, NewCharge } from '../../functions/charges/charge.ts';
import type { Problem } from '../../functions/http/problem.ts';
import type { EffectOperation } from '../../functions/idempotency/operation.ts';
import type { Expressions } from './expressions.ts';
import type { Write } from './table.ts';

type ChargeOperation = EffectOperation<NewCharge, Charge, Problem>;

/** A rule of the protocol, and what the code would do without it. The code itself stays as it is. */
export interface BrokenRule {
  readonly name: string;
  readonly write?: (write: Write) => Write;
  readonly operation?: (operation: ChargeOperation, program: string) => ChargeOperation;
  /** @default false - all attempts of a charge share one payment */
  readonly isKeyPerAttempt?: boolean;
  /** @default false - whoever settles burns the key */
  readonly isCancelWithoutFence?: boolean;
  /** @default false - what is unknown stays unknown */
  readonly isUnknownDeclined?: boolean;
}

export const INTACT: BrokenRule = { name: 'all rules' };

const change = (write: Write, condition: (text: string, expressions: Expressions) => string): Write => {
  const alter = <E extends Expressions>(expressions: E): E => ({
    ...expressions,
    ConditionExpression: condition(expressions.ConditionExpression ?? '', expressions),
  });
  if ('Put' in write) return { Put: alter(write.Put) };
  return 'Update' in write ? { Update: alter(write.Update) } : write;
};

const recordIn = ({ ExpressionAttributeValues: values }: Expressions) =>
  values?.[':record'] as { readonly state: string } | undefined;

const without =
  (part: string, matches: (expressions: Expressions) => boolean = () => true) =>
  (write: Write): Write =>
    change(write, (text, expressions) => (matches(expressions) ? text.replace(part, '') : text));

/** Each of them is needed: without it the search finds a way to break a promise. */
export const BROKEN_RULES: readonly BrokenRule[] = [
  { name: 'all attempts of a charge share one downstream key', isKeyPerAttempt: true },
  { name: 'settling burns the key (cancel is a fence)', isCancelWithoutFence: true },
  {
    name: 'a takeover never releases',
    operation: (operation) => ({
      ...operation,
      perform: (charge, attempt) => {
        if (attempt.kind === 'takeover') Object.assign(attempt, { kind: 'again' });
        return operation.perform(charge, attempt);
      },
    }),
  },
  {
    name: 'the handler settles what is old, and does not resume it',
    operation: ({ settle, ...operation }, program) =>
      program === 'charge' || settle === undefined ? operation : { ...operation, settle },
  },
  { name: 'a claim creates, and never overwrites', write: without('attribute_not_exists(pk)') },
  {
    name: 'an order is canceled only from the version that was seen placed',
    write: without('#status = :placed AND #version = :seenVersion'),
  },
  {
    name: 'a charge takes only a placed order',
    write: without('#status = :placed AND #total = :amount AND currency = :currency'),
  },
  { name: 'what is unknown is not called declined', isUnknownDeclined: true },
  {
    name: 'a release is a state and not a deletion',
    write: (write) => {
      if (!('Update' in write) || recordIn(write.Update)?.state !== 'released') return write;
      const { UpdateExpression: _, Key, ...expressions } = write.Update;
      return { Delete: { ...expressions, Key: Key ?? {} } };
    },
  },
];
