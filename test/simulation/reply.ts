import type { Request, Response } from '../rig/invoke.ts';

const STORED_PROBLEMS = new Set(['charge-abandoned', 'refund-abandoned', 'refund-failed']);

/** Stored and replayed for ever. */
export const isDefinitive = ({ status, json }: Response): boolean =>
  status === 201 || status === 402 || STORED_PROBLEMS.has(json?.code);

export const bytesOf = ({ status, headers, text }: Response): string =>
  `${status} ${headers['content-type'] ?? ''} ${headers.location ?? ''} ${text}`;

/** What a request asks for, apart from who asks and under which key. */
export const askedBy = ({ path, body }: Request): string => JSON.stringify([path?.id, body]);

export const isReplayed = ({ headers }: Response): boolean => headers['idempotent-replayed'] === 'true';

/** A charge is named by the reply that it has, a failed one by the problem. */
export const chargeIdIn = ({ json }: Response): string | undefined =>
  json?.object === 'charge' ? json.id : (json?.chargeId ?? undefined);
