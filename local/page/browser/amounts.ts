/** What the shop sells. One currency with cents: the page needs no other. */
export const PRICE = { amount: 2500, currency: 'EUR' } as const;

const format = (options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  new Intl.NumberFormat('en', { style: 'currency', currency: PRICE.currency, ...options });

const shown = format({});
const spoken = format({ currencyDisplay: 'name' });
const spokenWhole = format({ currencyDisplay: 'name', minimumFractionDigits: 0 });

/** `€75.00` */
export const showAmount = (amount: number): string => shown.format(amount / 100);

/** `75 euros`: what a screen reader makes of the sign is its own affair. */
export const sayAmount = (amount: number): string =>
  (amount % 100 === 0 ? spokenWhole : spoken).format(amount / 100);

export const sayTimes = (count: number): string => {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
};
