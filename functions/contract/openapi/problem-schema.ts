import * as z from 'zod/mini';
import { PROBLEMS, type ProblemCode } from '../../http/problem.ts';
import { NOTES, note } from './notes.ts';
import { failure } from './resource-schemas.ts';

export const CODES = Object.keys(PROBLEMS) as ProblemCode[];

const status = () => z.int().check(z.gte(400), z.lte(599));
const inputError = z.object({ pointer: z.string(), detail: z.string() });
note(
  inputError,
  {},
  { pointer: 'What is wrong (RFC 6901); empty for the whole of it.', detail: 'Why it is, for a person.' },
);
const errors = z.array(inputError);

const problemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: status(),
  detail: z.string(),
  instance: z.string(),
  code: z.enum(CODES),
  retry: z.enum(['never', 'same-key', 'new-key']),
  errors: z.optional(errors),
  chargeId: z.optional(z.nullable(z.string())),
  refundId: z.optional(z.string()),
  refundable: z.optional(z.int().check(z.gte(0))),
  failure: z.optional(failure),
  total: z.optional(z.int().check(z.gte(0))),
  currency: z.optional(z.string()),
});
note(
  problemDocument,
  {
    id: 'Problem',
    description: 'What went wrong (RFC 9457). Programs go by `code` and `retry`, people read `detail`.',
  },
  {
    type: { description: 'Path-absolute: the page that explains it.', format: 'uri-reference' },
    title: 'The same for every problem of this code.',
    status: 'The HTTP status again.',
    detail: 'What was wrong this time and what to do, for a person.',
    instance: 'The id of the request that was answered so first: tell it when you ask for help.',
    code: 'For programs.',
    retry:
      '`never`: mend the request first. `same-key`: repeat it unchanged, with the same key. `new-key`: final; trying again is a new intent with a new key.',
    errors: 'With `validation-failed`: what is wrong, 20 entries at most.',
    chargeId:
      'With `card-declined` and `charge-abandoned`: the charge that failed. With `order-payment-in-progress` and `order-already-paid`: the charge that has the order. With `refund-failed` and `refund-abandoned`: the charge whose refund failed.',
    refundId: 'With `refund-failed` and `refund-abandoned`: the refund that failed.',
    refundable: 'With `refund-exceeds-charge`: what is left to refund, in minor units.',
    failure:
      'With `card-declined` and `charge-abandoned`: why the charge failed. With `refund-failed` and `refund-abandoned`: why the refund did.',
    total: 'With `order-amount-mismatch`: what the order costs, in minor units.',
    currency: 'With `order-amount-mismatch`: the currency of the order.',
  },
);

const explanation = z.object({
  code: z.enum(CODES),
  status: status(),
  title: z.string(),
  retry: z.enum(['never', 'same-key', 'new-key']),
  stored: z.boolean(),
  meaning: z.string(),
  whatToDo: z.string(),
});
note(
  explanation,
  { id: 'ProblemExplanation', description: 'A problem explained.' },
  {
    code: 'Its code.',
    status: 'The HTTP status that it comes with.',
    title: 'In short.',
    retry: 'What a program may do about it, as in the problem itself.',
    stored: 'Whether the answer is final: then every repeat with the same key gets it, byte for byte.',
    meaning: 'What has happened.',
    whatToDo: 'What to do about it.',
  },
);

const gatewayAnswer = z.object({ message: z.string() });
note(
  gatewayAnswer,
  {
    id: 'GatewayAnswer',
    description:
      'What API Gateway answers by itself. It is no problem document and has no code: go by the status.',
  },
  { message: 'For a person.' },
);
NOTES.add(errors, { maxItems: 20 });
