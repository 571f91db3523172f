import type { Contender } from '../contenders/routes.ts';
import { CONTENDERS, type CpuRounds, REQUESTS, type RequestName } from './result.ts';
import type { Subject } from './subject.ts';

const ROUNDS = 11;
const WARM_UP_ROUNDS = 2;
/** Some 100 ms: long against what the clock cannot tell apart, short against what else a machine does. */
const PER_ROUND = 100;

const usPerRequest = async ({ nextEvent, answer }: Subject): Promise<number> => {
  const events = Array.from({ length: PER_ROUND }, nextEvent);
  const before = process.cpuUsage();
  for (const event of events) await answer(event);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / PER_ROUND;
};

/** All subjects in turn, again and again: whatever slows the machine down meets all of them. */
export const measureRounds = async (subjects: readonly Subject[]): Promise<readonly CpuRounds[]> => {
  const us = new Map<Subject, number[]>(subjects.map((subject) => [subject, []]));
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round += 1)
    for (const [subject, figures] of us) {
      const figure = await usPerRequest(subject);
      if (round >= 0) figures.push(figure);
    }

  const figuresOf = (request: RequestName, contender: Contender): number[] =>
    [...us].find(([of]) => of.request === request && of.contender === contender)?.[1] ?? [];
  return REQUESTS.map((request) => ({
    request,
    us: Object.fromEntries(
      CONTENDERS.map((contender) => [contender, figuresOf(request, contender)]),
    ) as Record<Contender, number[]>,
  }));
};
