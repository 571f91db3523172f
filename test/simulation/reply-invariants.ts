import type { Request, Response } from '../rig/invoke.ts';
import { redacted, redactedText } from './redacted.ts';
import type { RefundBooked } from './refund-invariants.ts';
import { askedBy, bytesOf, chargeIdIn, isDefinitive, isReplayed } from './reply.ts';
import { brokenOf, type Violation } from './violation.ts';

/** What is known about the world when a function has answered. */
export interface Facts {
  /** Whose id it is; `undefined` for one that nobody has. */
  readonly tenantOf: (id: string) => string | undefined;
  readonly captured: (chargeId: string) => number;
  readonly refundBooked: (refundId: string) => RefundBooked;
  /** The definitive replies of this tenant, route and key before, if there were any, and what was asked for. */
  readonly earlier: Earlier | undefined;
  /** What the key of the request leads to. */
  readonly idOfKey: string | undefined;
  /** Whether that has been redacted by now. */
  readonly isRedacted: boolean;
}

export interface Earlier {
  readonly reply: Response;
  readonly asked: string;
  readonly firstReplies: number;
}

const redactedBytes = (reply: Response): string => bytesOf({ ...reply, text: redactedText(reply.text) });

const IDS = /\b(?:ch|ord|re)_[0-9a-z]{52}\b/g;

const ASKED_OF_CHARGE = [
  'amount',
  'currency',
  'paymentMethod',
  'orderId',
  'description',
  'metadata',
] as const;
const ASKED_OF_ORDER = ['currency', 'items', 'customer', 'metadata'] as const;

/** Without an amount, whatever is left is as asked. */
const isRefundAsAsked = ({ path, body }: Request, { chargeId, amount }: Record<string, unknown>): boolean => {
  const asked = (body as { readonly amount?: number } | undefined)?.amount;
  return chargeId === path?.id && (asked === undefined || asked === amount);
};

/** Whether a resource is what the request asked for. */
const isAsAsked = (request: Request, json: Record<string, unknown>, isRedacted: boolean): boolean => {
  if (json.object === 'refund') return isRefundAsAsked(request, json);
  const isThat = (asked: Record<string, unknown>): boolean =>
    members.every((member) => JSON.stringify(json[member] ?? null) === JSON.stringify(asked[member] ?? null));
  const asked = (request.body ?? {}) as Record<string, unknown>;
  const members = json.object === 'charge' ? ASKED_OF_CHARGE : ASKED_OF_ORDER;
  return isThat(asked) || (isRedacted && isThat(redacted({ ...asked, object: json.object })));
};

/** Byte for byte; one of them may be what a redaction has left of the other. A function may answer with what it had read before. */
const isSameReply = (one: Response, other: Response, isRedacted: boolean): boolean =>
  bytesOf(one) === bytesOf(other) ||
  (isRedacted && (redactedBytes(one) === bytesOf(other) || redactedBytes(other) === bytesOf(one)));

/** A function has answered: whether anybody hears it makes no difference to what it may say. */
export const replyViolations = (request: Request, reply: Response, facts: Facts): Violation[] => {
  const { json, status } = reply;
  const name = `${request.tenant} ${request.route} ${request.key ?? ''}`;
  const isForeign = (id: string): boolean => (facts.tenantOf(id) ?? request.tenant) !== request.tenant;
  const foreignId = (reply.text.match(IDS) ?? []).find(isForeign);
  const isTrespass = request.path?.id !== undefined && isForeign(request.path.id) && status < 400;
  const isFinal = isDefinitive(reply);
  const isFailure =
    (isFinal && request.route === 'POST /charges' && status !== 201) ||
    (json?.object === 'charge' && json.status === 'failed');
  const isSuccess = json?.object === 'charge' && json.status === 'succeeded';
  const chargeId = chargeIdIn(reply);
  const captured = chargeId === undefined ? 0 : facts.captured(chargeId);
  const refundId = json?.object === 'refund' ? json.id : json?.refundId;
  const booked = facts.refundBooked(refundId ?? '');
  const isNoRefund = refundId !== undefined && isFinal && status !== 201;
  const isRefund = json?.object === 'refund' && json.status === 'succeeded';
  const leadsTo = json?.id ?? refundId ?? json?.chargeId;
  const makes = request.body !== undefined && status >= 200 && status < 300;
  const { earlier } = facts;
  return brokenOf([
    [foreignId !== undefined, 'tenants-never-meet', `${name} was told of ${foreignId}`],
    [isTrespass, 'tenants-never-meet', `${name} was let at ${request.path?.id}`],
    [isSuccess && captured === 0, 'success-is-backed', `${name} was answered ${status}`],
    [isRefund && booked.made === 0, 'success-is-backed', `${name} was answered ${status}`],
    [isNoRefund && booked.standing > 0, 'failure-is-true', `${name} was answered ${status}`],
    [isFailure && captured > 0, 'failure-is-true', `${name} was answered ${status}`],
    [
      isFinal && earlier !== undefined && !isSameReply(earlier.reply, reply, facts.isRedacted),
      'same-reply',
      `${name}: ${earlier && bytesOf(earlier.reply).slice(0, 80)}… and ${bytesOf(reply).slice(0, 80)}…`,
    ],
    [
      isFinal && !isReplayed(reply) && (earlier?.firstReplies ?? 0) > 0,
      'one-first-reply',
      `${name} was answered twice as for the first time`,
    ],
    [
      isFinal && facts.idOfKey !== undefined && leadsTo !== facts.idOfKey,
      'own-reply',
      `${name} was told of ${leadsTo}`,
    ],
    [
      makes && !isAsAsked(request, json, facts.isRedacted),
      'own-reply',
      `${name} was answered with what it had not asked for`,
    ],
    [
      isFinal && earlier !== undefined && earlier.asked !== askedBy(request),
      'own-reply',
      `${name} got a definitive reply to two requests`,
    ],
    [status === 500 && json?.code === 'internal-error', 'no-mistake-inside', `${name} was answered 500`],
  ]);
};
