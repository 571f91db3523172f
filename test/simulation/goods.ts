export interface Person {
  readonly email: string;
  /** Stands in descriptions and metadata. */
  readonly name: string;
}

export const ADA: Person = { email: 'ada@example.com', name: 'Lovelace' };
export const BOB: Person = { email: 'bob@example.com', name: 'Noyce' };
export const CARL: Person = { email: 'carl@example.com', name: 'Gauss' };

const PERSONAL = new RegExp([ADA, BOB, CARL].flatMap(({ email, name }) => [email, name]).join('|'), 'i');

/** Whether anything is said of anybody. */
export const isPersonal = (text: string): boolean => PERSONAL.test(text);

const mugs = { sku: 'mug', quantity: 2, unitAmount: 1250 };

/** What is ordered. */
export const ORDER = {
  currency: 'EUR',
  items: [mugs],
  customer: { email: ADA.email },
  metadata: { name: ADA.name },
};
export const ORDER_OF_CARL = { ...ORDER, customer: { email: CARL.email }, metadata: { name: CARL.name } };
export const ORDER_TOTAL = 2500;

/** What it may be replaced by: as it was, for another sum, in another currency, for the same sum and somebody else. */
export const REPLACEMENTS = [
  ORDER,
  { ...ORDER, items: [{ ...mugs, quantity: 3 }] },
  { ...ORDER, currency: 'USD' },
  { ...ORDER_OF_CARL, items: [{ sku: 'cup', quantity: 1, unitAmount: ORDER_TOTAL }] },
];
