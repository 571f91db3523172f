import type { Request, Response } from '../rig/invoke.ts';
import { brokenOf, type Violation } from './violation.ts';

/** What is known about the world when a function has answered. */
export interface Facts {
  /** Whose id it is; `undefined` for one that nobody has. */
  readonly tenantOf: (id: string) => string | undefined;
  readonly captured: (chargeId: string) => number;
  /** The definitive reply of this tenant, route and key before, if there was one. */
  readonly earlier: { readonly bytes: string; readonly firstReplies: number } | undefined;
  /** What the key of the request leads to. */
  readonly idOfKey: string | undefined;
}

/** Stored and replayed for ever. */
export const isDefinitive = ({ status, json }: Response): boolean =>
  status === 201 || status === 402 || json?.code === 'charge-abandoned';

export const bytesOf = ({ status, headers, text }: Response): string =>
  `${status} ${headers['content-type'] ?? ''} ${headers.location ?? ''} ${text}`;

export const isReplayed = ({ headers }: Response): boolean => headers['idempotent-replayed'] === 'true';

const IDS = /\b(?:ch|ord)_[0-9a-z]{52}\b/g;

/** A charge is named by the reply that it has, a failed one by the problem. */
const chargeIdIn = ({ json }: Response): string | undefined =>
  json?.object === 'charge' ? json.id : (json?.chargeId ?? undefined);

/** A function has answered: whether anybody hears it makes no difference to what it may say. */
export const replyViolations = (request: Request, reply: Response, facts: Facts): Violation[] => {
  const { json, status } = reply;
  const name = `${request.tenant} ${request.route} ${request.key ?? ''}`;
  const foreign = (reply.text.match(IDS) ?? []).filter((id) => {
    const tenant = facts.tenantOf(id);
    return tenant !== undefined && tenant !== request.tenant;
  });
  const isFinal = isDefinitive(reply);
  const chargeId = chargeIdIn(reply);
  const isSuccess = json?.object === 'charge' && json.status === 'succeeded';
  const isFailure =
    (isFinal && request.route === 'POST /charges' && status !== 201) ||
    (json?.object === 'charge' && json.status === 'failed');
  const captured = chargeId === undefined ? 0 : facts.captured(chargeId);
  const asked = (request.body ?? {}) as { readonly amount?: number };
  const { earlier } = facts;
  return brokenOf([
    [foreign.length > 0, 'tenants-never-meet', `${name} was told of ${foreign[0]}`],
    [isSuccess && captured === 0, 'success-is-backed', `${name} was answered ${status}`],
    [isFailure && captured > 0, 'failure-is-true', `${name} was answered ${status}`],
    [
      isFinal && earlier !== undefined && earlier.bytes !== bytesOf(reply),
      'same-reply',
      `${name}: ${earlier?.bytes.slice(0, 80)}… and ${bytesOf(reply).slice(0, 80)}…`,
    ],
    [
      isFinal && !isReplayed(reply) && (earlier?.firstReplies ?? 0) > 0,
      'one-first-reply',
      `${name} was answered twice as for the first time`,
    ],
    [
      isFinal && facts.idOfKey !== undefined && (json?.id ?? json?.chargeId) !== facts.idOfKey,
      'own-reply',
      `${name} was told of ${json?.id ?? json?.chargeId}`,
    ],
    [
      status === 201 && json?.object === 'charge' && json.amount !== asked.amount,
      'own-reply',
      `${name} asked for ${asked.amount} and was answered ${json?.amount}`,
    ],
    [status === 500 && json?.code === 'internal-error', 'no-mistake-inside', `${name} was answered 500`],
  ]);
};
