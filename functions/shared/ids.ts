import { createHash } from 'node:crypto';

/** `ch_`, `ord_`, …: what kind of thing an id names. */
export type IdPrefix = 'ch' | 'ord' | 're' | 'rec';

/** Whether an id is of this kind: a table may hold things of several. */
export const isIdOf = (prefix: IdPrefix, id: string): boolean => id.startsWith(`${prefix}_`);

/** Crockford's alphabet in lower case: no letter that is read as a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const base32 = (bytes: Uint8Array): string => {
  let digits = '';
  let pending = 0;
  let bits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      digits += ALPHABET[(pending >> bits) & 31];
    }
    pending &= (1 << bits) - 1;
  }
  return bits > 0 ? digits + ALPHABET[(pending << (5 - bits)) & 31] : digits;
};

/** Each part with its length before it, so that `('ab', 'c')` and `('a', 'bc')` can never meet. */
const lengthPrefixed = (part: string): Buffer => {
  const bytes = Buffer.from(part, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/**
 * The id of what `operation` creates for this tenant and idempotency key. The same three always give the same id,
 * so a repeated request finds the same item without an index; SHA-256 spreads ids evenly over the table.
 *
 * @example deriveId('ch', 'acme', 'charges.create', 'key-1') // 'ch_' and 52 characters
 */
export const deriveId = (prefix: IdPrefix, tenant: string, operation: string, key: string): string => {
  const hash = createHash('sha256');
  for (const part of [tenant, operation, key]) hash.update(lengthPrefixed(part));
  return `${prefix}_${base32(hash.digest())}`;
};

/**
 * The table key of a tenant's item: one string, so that another tenant's item cannot even be addressed. The tenant's
 * length comes first, so that no two pairs share a key, whatever a tenant is called and whatever is sent as an id.
 */
export const tableKey = (tenant: string, id: string): string => `${tenant.length}:${tenant}#${id}`;

/** The other way round, for an index that holds keys only. */
export const fromTableKey = (pk: string): { readonly tenant: string; readonly id: string } => {
  const start = pk.indexOf(':') + 1;
  const end = start + Number(pk.slice(0, start - 1));
  return { tenant: pk.slice(start, end), id: pk.slice(end + 1) };
};

/**
 * Which of `shards` partitions an id belongs to. Taken from the last character that holds five whole bits of the
 * hash (the very last one holds a single bit), so ids spread evenly. `shards` must divide 32.
 */
export const shardOf = (id: string, shards: number): number => ALPHABET.indexOf(id.at(-2) ?? '0') % shards;
