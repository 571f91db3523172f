import { randomUUID } from 'node:crypto';
import type { Event } from '../../functions/http/call.ts';
import { toEvent } from '../../scale/counting/event.ts';
import { CHARGE, ORDER } from '../../scale/counting/requests.ts';
import type { Job } from './result.ts';

const BODY = { charge: CHARGE, order: ORDER };

/** Events of requests that nobody has sent yet. */
export const newRequests = (job: Job, count: number): Event[] =>
  Array.from({ length: count }, () =>
    toEvent({ route: `POST /${job}s`, key: randomUUID(), body: BODY[job] }),
  );

/** The same requests over and over. */
export const repeatsOf = (requests: readonly Event[], count: number): Event[] =>
  Array.from({ length: count }, (_, n) => requests[n % requests.length] as Event);
