import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { isChargeId } from '../../functions/charges/charge.ts';
import { CLOCK_SKEW_MS } from '../../functions/shared/limits.ts';
import type { RecordEvent } from './event.ts';

/** The part of a charge's item that is told. */
export interface Item {
  readonly tenant: string;
  readonly id: string;
  readonly status: string;
  readonly updatedAtMs: number;
  readonly record: {
    readonly state: RecordEvent['state'];
    readonly attempt: number;
    readonly owner: string;
    readonly createdAtMs: number;
    readonly startedAtMs?: number;
    readonly leaseExpiresAtMs?: number;
    readonly by?: string;
    readonly response?: { readonly status: number };
  };
}

/** `undefined`: it is no charge. */
export const toItem = (image: Record<string, AttributeValue>): Item | undefined => {
  const item = unmarshall(image);
  return isChargeId(String(item.id)) && 'record' in item ? (item as Item) : undefined;
};

/** How long whoever makes an attempt has for it. */
export type TimeoutMsOf = (by: string | undefined) => number;

/**
 * When it was written, as far as it says. A stream knows whole seconds only. A later attempt that does not say when it
 * began has a lease that does: it was given all the time that a function has. `undefined`: a release says nothing.
 */
export const writtenAtMs = ({ record, updatedAtMs }: Item, timeoutMsOf: TimeoutMsOf): number | undefined => {
  const { state, attempt, createdAtMs, startedAtMs, leaseExpiresAtMs = 0, by } = record;
  if (state === 'completed') return updatedAtMs;
  if (state === 'released') return undefined;
  if (startedAtMs !== undefined) return startedAtMs;
  return attempt === 1 ? createdAtMs : leaseExpiresAtMs - CLOCK_SKEW_MS - timeoutMsOf(by);
};

/**
 * Whether that time was taken from a lease: it is early by what the function took to read its request before it asked how
 * long it has.
 */
export const isEstimated = ({ record: { state, attempt, startedAtMs } }: Item): boolean =>
  state === 'in-progress' && attempt > 1 && startedAtMs === undefined;

/** What is told of it, but for when it was. */
export const toRecord = ({ id, status, record }: Item): Omit<RecordEvent, 'atMs'> => ({
  kind: 'record',
  chargeId: id,
  state: record.state,
  attempt: record.attempt,
  owner: record.owner.slice(0, 8),
  leaseExpiresAtMs: record.leaseExpiresAtMs ?? null,
  status,
  ...(record.by !== undefined && { by: record.by }),
  response: record.response === undefined ? null : { status: record.response.status },
});
