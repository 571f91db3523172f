import type { Answer } from '../gateway/answer.ts';
import type { Observe, Seen } from '../gateway/seen.ts';
import type { LedgerEntry } from '../stripe/index.ts';
import { WITHOUT_KEY, WITHOUT_KEY_PREFIX } from '../without-key/names.ts';
import type { Lane, LocalEvent } from './event.ts';
import type { Timeline } from './timeline.ts';

const codeOf = ({ headers, body }: Answer): string | null => {
  if (headers['content-type'] !== 'application/problem+json') return null;
  return (JSON.parse(body.toString()) as { readonly code?: string }).code ?? null;
};

const toEvent = (
  of: { readonly requestId: string; readonly lane: Lane; readonly atMs: number },
  operation: string,
  seen: Seen,
): LocalEvent => {
  if (seen.kind === 'request') return { ...of, kind: 'request', operation };
  if (seen.kind === 'fault') return { ...of, ...seen };
  const { kind, answer, tookMs } = seen;
  return {
    ...of,
    kind,
    status: answer?.status ?? null,
    code: answer === undefined ? null : codeOf(answer),
    replayed: answer?.headers['idempotent-replayed'] === 'true',
    tookMs,
  };
};

/** Tells the timeline what the gateway sees. A request without a tenant is nobody's to hear of. */
export const observeGateway =
  (timeline: Timeline, tenantClaim: string): Observe =>
  ({ requestId, functionId, claims }, seen) => {
    const tenant = claims[tenantClaim];
    if (tenant === undefined) return;
    const lane = functionId === WITHOUT_KEY ? 'without-key' : 'with-key';
    timeline.tell(tenant, toEvent({ requestId, lane, atMs: Date.now() }, functionId, seen));
  };

/** Tells the timeline what happens in the local Stripe's books. */
export const observeBooks =
  (timeline: Timeline) =>
  ({ id, chargeId, amount, currency, status }: LedgerEntry, tenant: string | undefined): void => {
    if (tenant === undefined) return;
    const lane = chargeId.startsWith(WITHOUT_KEY_PREFIX) ? 'without-key' : 'with-key';
    const atMs = Date.now();
    timeline.tell(tenant, { kind: 'money', lane, paymentId: id, chargeId, amount, currency, status, atMs });
  };
