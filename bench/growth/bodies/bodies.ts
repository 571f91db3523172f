import { METADATA_ENTRIES_MAX } from '../../../functions/http/fields.ts';

const VALUE_CHARACTERS = 500;
/** Three bytes each, so that an order can come close to the largest body without exceeding any other limit. */
const LETTER = '文';
/** What the search for card numbers has most work with: each digit could begin one, and no check digit is right. */
const DIGITS = '4 ';

const ITEM = { sku: 'TSHIRT-BLACK-M', quantity: 2, unitAmount: 1999 };
const CUSTOMER = { email: 'ada.lovelace@example.com' };
const CHARGE = { amount: 4999, currency: 'EUR', paymentMethod: 'pm_card_mastercard_prepaid' };

type Metadata = Readonly<Record<string, string>>;
type OrderItem = typeof ITEM;

export const bytesOf = (body: unknown): number => Buffer.byteLength(JSON.stringify(body));

/** `characters` of a text, over and over. */
const filled = (text: string, characters: number): string =>
  text.repeat(Math.ceil(characters / text.length)).slice(0, characters);

/** Adds to a body what the rest of `bytes` has room for; what is left over is less than a letter or a name. */
const withMetadata = <Body extends object>(body: Body, bytes: number, text: string) => {
  const metadata: Record<string, string> = {};
  const letterBytes = Buffer.byteLength(text) / text.length;
  for (let n = 0; n < METADATA_ENTRIES_MAX; n += 1) {
    const name = `note-${String(n).padStart(2, '0')}`;
    const room = bytes - bytesOf({ ...body, metadata: { ...metadata, [name]: '' } });
    const characters = Math.min(VALUE_CHARACTERS, Math.floor(room / letterBytes));
    if (characters <= 0) break;
    metadata[name] = filled(text, characters);
  }
  return { ...body, metadata: metadata as Metadata };
};

/** An order of so many items, as most are. */
export const orderOfItems = (items: number) => ({
  currency: 'EUR',
  items: Array.from({ length: items }, (_, n): OrderItem => ({ ...ITEM, sku: `${ITEM.sku}-${100 + n}` })),
  customer: CUSTOMER,
});

/** An order of so many bytes: half of them in items with long names, the rest in metadata. */
export const orderOfBytes = (bytes: number) => {
  const sku = filled(LETTER, 93);
  const items: OrderItem[] = [ITEM];
  const body = { currency: 'EUR', items, customer: CUSTOMER };
  while (items.length < 100 && bytesOf(body) < bytes / 2) items.push({ ...ITEM, sku });
  return withMetadata(body, bytes, LETTER);
};

/** A charge of so many bytes, the metadata in letters. */
export const chargeOfBytes = (bytes: number) => withMetadata(CHARGE, bytes, LETTER);

/** An order whose texts are digits in groups. */
export const orderOfDigits = (bytes: number) => {
  const sku = filled(DIGITS, 99);
  const items: OrderItem[] = [ITEM];
  const body = { currency: 'EUR', items, customer: CUSTOMER };
  while (items.length < 100 && bytesOf(body) < bytes / 2) items.push({ ...ITEM, sku });
  return withMetadata(body, bytes, DIGITS);
};
