import { invalid, type Reply } from './reply.ts';

/** Presentment currencies, https://docs.stripe.com/currencies#presentment-currencies. */
const SUPPORTED = new Set(
  `usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp
  cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk
  jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn
  nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std
  szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw`.split(/\s+/),
);

/** https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts, in Stripe's units. */
const MINIMA: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
  usd: 50,
};

/** "The amount value supports up to eight digits." */
const AMOUNT_MAX = 99_999_999;

/** Whole units in ISO 4217, hundredths here, for backwards compatibility. */
const HUNDREDTHS_OF_NOTHING = new Set(['isk', 'ugx']);
const LAST_DIGIT_ZERO = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);

/** What is wrong with an amount of any currency; `null` when nothing is. */
export const refuseWholeNumber = (amountText: unknown): Reply | null => {
  if (typeof amountText !== 'string' || !/^-?\d{1,15}$/.test(amountText))
    return invalid('Invalid integer: amount', 'amount', 'parameter_invalid_integer');
  return Number(amountText) < 1
    ? invalid('This value must be greater than or equal to 1.', 'amount', 'parameter_invalid_integer')
    : null;
};

/** Where Stripe takes no odd hundredths or thousandths. */
export const refuseMultiple = (amount: number, currency: string): Reply | null => {
  const multiple = HUNDREDTHS_OF_NOTHING.has(currency) ? 100 : LAST_DIGIT_ZERO.has(currency) ? 10 : 1;
  return amount % multiple === 0
    ? null
    : invalid(
        `Amount must be evenly divisible by ${multiple} in this currency.`,
        'amount',
        'invalid_charge_amount',
      );
};

/** What is wrong with the amount or currency, in Stripe's words; `null` when nothing is. */
export const refuseAmount = (amountText: unknown, currency: unknown): Reply | null => {
  if (amountText === undefined)
    return invalid('Missing required param: amount.', 'amount', 'parameter_missing');
  if (currency === undefined)
    return invalid('Missing required param: currency.', 'currency', 'parameter_missing');
  if (typeof currency !== 'string' || !SUPPORTED.has(currency))
    return invalid('Invalid currency. Stripe does not support it.', 'currency');
  const notWhole = refuseWholeNumber(amountText);
  if (notWhole) return notWhole;
  const amount = Number(amountText);
  if (amount < (MINIMA[currency] ?? 1))
    return invalid('Amount must be at least the minimum for its currency.', 'amount', 'amount_too_small');
  if (amount > AMOUNT_MAX)
    return invalid('Amount must be no more than 99999999.', 'amount', 'amount_too_large');
  return refuseMultiple(amount, currency);
};

/** Back from Stripe's units. Written on its own and not from the processor's table, so that a slip there shows. */
export const toIsoAmount = (amount: number, currency: string): number =>
  HUNDREDTHS_OF_NOTHING.has(currency) ? amount / 100 : amount;
