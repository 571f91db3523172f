export { fingerprinter } from './fingerprint.ts';
export { inItem, inTable } from './home.ts';
export { idempotent, idFor } from './idempotent.ts';
export { parseIdempotencyKey } from './key.ts';
export type { Answer, Operation } from './operation.ts';
