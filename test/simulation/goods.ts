const mugs = { sku: 'mug', quantity: 2, unitAmount: 1250 };

/** What is ordered. */
export const ORDER = {
  currency: 'EUR',
  items: [mugs],
  customer: { email: 'ada@example.com' },
};
export const ORDER_TOTAL = 2500;

/** What it may be replaced by: as it was, for another sum, in another currency, for the same sum otherwise. */
export const REPLACEMENTS = [
  ORDER,
  { ...ORDER, items: [{ ...mugs, quantity: 3 }] },
  { ...ORDER, currency: 'USD' },
  { ...ORDER, items: [{ sku: 'cup', quantity: 1, unitAmount: ORDER_TOTAL }] },
];
