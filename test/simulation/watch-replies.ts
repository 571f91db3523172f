import type { Request, Response } from '../rig/invoke.ts';
import { idOfKey } from './http-event.ts';
import { refusalViolations } from './refusal-invariants.ts';
import { askedBy, chargeIdIn, isDefinitive, isReplayed } from './reply.ts';
import { type Earlier, type Facts, replyViolations } from './reply-invariants.ts';
import type { StoredCharge, StoredOrder, StoredRefund } from './stored.ts';
import { broken, type Violation } from './violation.ts';

/** What is known of the tables and the books. */
interface Known extends Pick<Facts, 'tenantOf' | 'captured' | 'refundBooked'> {
  readonly charge: (tenant: string | undefined, id: string | undefined) => StoredCharge | undefined;
  readonly refund: (tenant: string | undefined, id: string | undefined) => StoredRefund | undefined;
  readonly chargeById: (id: string) => StoredCharge | undefined;
  readonly order: (tenant: string | undefined, id: string | undefined) => StoredOrder | undefined;
  /** Whether a redaction has written to it, or has found nothing to write. */
  readonly isRedacted: (tenant: string | undefined, id: string | undefined) => boolean;
  /** All that was ever left of a charge to be refunded. */
  readonly left: (chargeId: string) => ReadonlySet<number>;
  /** Every sum that an order ever came to. */
  readonly sums: (orderId: string) => ReadonlySet<string>;
}

const keyName = ({ tenant, route, key }: Request): string => `${tenant} ${route} ${key}`;

const orderIdIn = ({ path, body }: Request): string | undefined =>
  path?.id ?? (body as { readonly orderId?: string | null } | undefined)?.orderId ?? undefined;

/** Looks at what functions answer, whether or not anybody hears it. */
export const watchReplies = (known: Known, report: (violations: readonly Violation[]) => void) => {
  const replies = new Map<string, Earlier>();
  const bodies = new Map<string, Set<string>>();
  const haveDoneNothing = new Set<string>();
  const targets = new WeakMap<Request, StoredCharge | undefined>();

  return {
    /** A client sends something. */
    beforeRequest: (request: Request): void => {
      const name = keyName(request);
      if (!targets.has(request)) targets.set(request, known.charge(request.tenant, request.path?.id));
      bodies.set(name, (bodies.get(name) ?? new Set()).add(askedBy(request)));
    },

    /** A charge or a refund was written: not by somebody who had said that nothing was done. */
    afterClaim: ({ owner, state }: StoredCharge | StoredRefund): void => {
      if (state !== 'released' && haveDoneNothing.has(owner.split('#')[0] ?? ''))
        report([broken('refusal-is-true', `${owner} had been told to have done nothing`)]);
    },

    /** A function has answered. @param name the function's */
    afterReply: (request: Request, reply: Response, name: string): void => {
      const earlier = replies.get(keyName(request));
      const idOfRequest = idOfKey(request);
      const orderId = orderIdIn(request);
      report([
        ...replyViolations(request, reply, {
          ...known,
          earlier,
          idOfKey: idOfRequest,
          isRedacted: known.isRedacted(request.tenant, idOfRequest),
        }),
        ...refusalViolations(request, reply, {
          order: known.order(request.tenant, orderId),
          sums: known.sums(orderId ?? ''),
          named: known.chargeById(chargeIdIn(reply) ?? ''),
          bodiesOfKey: bodies.get(keyName(request))?.size ?? 0,
          item: known.charge(request.tenant, idOfRequest) ?? known.refund(request.tenant, idOfRequest),
          target: targets.get(request),
          left: known.left(request.path?.id ?? ''),
          name,
        }),
      ]);
      if (reply.json?.code === 'unavailable') haveDoneNothing.add(name);
      if (!isDefinitive(reply)) return;
      replies.set(keyName(request), {
        reply: earlier?.reply ?? reply,
        asked: earlier?.asked ?? askedBy(request),
        firstReplies: (earlier?.firstReplies ?? 0) + (isReplayed(reply) ? 0 : 1),
      });
    },
  };
};
