import type { Response } from '../rig/invoke.ts';

/** Stored and replayed for ever. */
export const isDefinitive = ({ status, json }: Response): boolean =>
  status === 201 || status === 402 || json?.code === 'charge-abandoned';

export const bytesOf = ({ status, headers, text }: Response): string =>
  `${status} ${headers['content-type'] ?? ''} ${headers.location ?? ''} ${text}`;

export const isReplayed = ({ headers }: Response): boolean => headers['idempotent-replayed'] === 'true';

/** A charge is named by the reply that it has, a failed one by the problem. */
export const chargeIdIn = ({ json }: Response): string | undefined =>
  json?.object === 'charge' ? json.id : (json?.chargeId ?? undefined);
