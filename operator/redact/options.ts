import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import { ORDERS_CREATE } from '../../functions/orders/order.ts';
import { type PlaceOptions, readArguments } from '../place/options.ts';
import { Refused } from '../place/refused.ts';

/** Whose data, or what of it. */
export type Subject =
  | { readonly kind: 'email'; readonly email: string }
  | { readonly kind: 'order'; readonly id: string }
  | { readonly kind: 'charge'; readonly id: string };

export interface RedactOptions {
  readonly place: PlaceOptions;
  readonly tenant: string;
  readonly subject: Subject;
  readonly isDryRun: boolean;
}

const USAGE = `npm run redact -- --tenant <tenant> --email <address>   all of a person's orders and charges
npm run redact -- --tenant <tenant> --order <ord_…>      an order and its charges
npm run redact -- --tenant <tenant> --charge <ch_…>      a charge alone

  --dry-run            says what would be redacted, and writes nothing
  --url <address>      the local run (default: http://localhost:$PORT, or 3000)
  --aws                a deployed stack, with the credentials and the region of the AWS CLI
  --stack <name>       which one (default: payonce-dev)`;

const readSubject = (kind: string, value: string): Subject => {
  if (kind === 'email') {
    if (!value.includes('@'))
      throw new Refused('--email takes the address that was given with an order or a charge.');
    return { kind, email: value };
  }
  const { idPrefix } = kind === 'order' ? ORDERS_CREATE.home : CHARGES_CREATE.home;
  if (!value.startsWith(`${idPrefix}_`)) throw new Refused(`--${kind} takes an id: ${idPrefix}_….`);
  return { kind: kind === 'order' ? 'order' : 'charge', id: value };
};

/** @throws Refused in a sentence that says how it is called */
export const readRedactOptions = (args: readonly string[], environment: NodeJS.ProcessEnv): RedactOptions => {
  const text = { type: 'string' } as const;
  const own = {
    tenant: text,
    email: text,
    order: text,
    charge: text,
    'dry-run': { type: 'boolean' },
  } as const;
  const { place, values, positionals } = readArguments(args, environment, own, USAGE);
  const { tenant } = values;
  const given = (['email', 'order', 'charge'] as const).filter((name) => values[name] !== undefined);
  const [kind] = given;
  if (
    positionals.length > 0 ||
    typeof tenant !== 'string' ||
    tenant === '' ||
    kind === undefined ||
    given.length > 1
  )
    throw new Refused(USAGE);
  return {
    place,
    tenant,
    subject: readSubject(kind, String(values[kind])),
    isDryRun: values['dry-run'] === true,
  };
};
