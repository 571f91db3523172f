import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import { idFor, parseIdempotencyKey } from '../../functions/idempotency/index.ts';
import { ORDERS_CREATE } from '../../functions/orders/order.ts';
import { REFUNDS_CREATE } from '../../functions/refunds/refund.ts';
import { type PlaceOptions, readArguments } from '../place/options.ts';
import { Refused } from '../place/refused.ts';

/** What is to be explained, and where it is. */
export interface ExplainOptions {
  readonly place: PlaceOptions;
  readonly tenant: string;
  readonly id: string;
  /** What was looked for, in words. */
  readonly about: string;
}

const OPERATIONS = new Map(
  [CHARGES_CREATE, ORDERS_CREATE, REFUNDS_CREATE].map((one) => [one.name as string, one]),
);
const PREFIXES = [CHARGES_CREATE, ORDERS_CREATE, REFUNDS_CREATE].map(({ home }) => `${home.idPrefix}_`);

const USAGE = `npm run explain -- <id> --tenant <tenant>        a charge (ch_…), an order (ord_…) or a refund (re_…)
npm run explain -- <tenant> <idempotency key>    what this key did

  --operation <name>   of the key: ${[...OPERATIONS.keys()].join(', ')} (default: ${CHARGES_CREATE.name})
  --url <address>      the local run (default: http://localhost:$PORT, or 3000)
  --aws                a deployed stack, with the credentials and the region of the AWS CLI
  --stack <name>       which one (default: payonce-dev)`;

const idOfKey = (tenant: string, header: string, operationName: string): string => {
  const operation = OPERATIONS.get(operationName);
  if (operation === undefined)
    throw new Refused(`There is no operation ${operationName}: ${[...OPERATIONS.keys()].join(', ')}.`);
  const parsed = parseIdempotencyKey(header);
  if (parsed.kind !== 'key')
    throw new Refused('This can be no idempotency key: 1 to 255 visible ASCII characters.');
  return idFor(operation, tenant, parsed.key);
};

/** @throws Refused in a sentence that says how it is called */
export const readExplainOptions = (
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): ExplainOptions => {
  const own = { tenant: { type: 'string' }, operation: { type: 'string' } } as const;
  const { place, values, positionals } = readArguments(args, environment, own, USAGE);
  const operation = String(values.operation ?? CHARGES_CREATE.name);
  const [first, second, ...more] = positionals;
  if (first === undefined || more.length > 0) throw new Refused(USAGE);
  if (second !== undefined) {
    if (values.tenant !== undefined)
      throw new Refused('The tenant is said twice. An id takes --tenant, a key does not.');
    return { place, tenant: first, id: idOfKey(first, second, operation), about: `this key at ${operation}` };
  }

  if (!PREFIXES.some((prefix) => first.startsWith(prefix)))
    throw new Refused(
      `This is no id of a charge, an order or a refund. With a key, name its tenant first.\n\n${USAGE}`,
    );
  if (typeof values.tenant !== 'string' || values.tenant === '')
    throw new Refused(
      'An id is one of a tenant: add --tenant. (In a local run: what the token was issued for.)',
    );
  return { place, tenant: values.tenant, id: first, about: first };
};
