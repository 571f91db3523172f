import { Session } from 'node:inspector/promises';
import { attribute } from './attribute.ts';
import { lineOf } from './line-of.ts';
import type { Profiled } from './result.ts';
import type { Subject } from './subject.ts';

const SAMPLING_INTERVAL_US = 100;
/** Ten thousand samples and more: a part of one in a hundred is seen a hundred times. */
const REQUESTS = 1_500;

/** Profiles a subject's requests in this process, with V8's own profiler. */
export const profileOf = async ({ request, nextEvent, answer }: Subject): Promise<Profiled> => {
  const session = new Session();
  session.connect();
  try {
    const events = Array.from({ length: REQUESTS }, nextEvent);
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_INTERVAL_US });
    await session.post('Profiler.start');
    for (const event of events) await answer(event);
    const { profile } = await session.post('Profiler.stop');
    return { request, ...attribute(profile, lineOf) };
  } finally {
    session.disconnect();
  }
};
