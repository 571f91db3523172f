import { indexOf } from '../states/symmetry.ts';
import type { Node } from '../workers/automaton.ts';
import type { Call, Point } from '../workers/worker.ts';
import type { Event } from './step.ts';

const PURPOSES = {
  charge: 'a client sends POST /charges',
  recover: 'recovery looks at the charge',
  'cancel-order': 'a client sends DELETE /orders',
} as const;

const stateIn = (value: unknown): string =>
  /"state":"([a-z-]+)"/.exec(JSON.stringify(value))?.[1] ?? 'the order';

const asked = (call: Call): string => {
  if (call.kind === 'read') return 'reads the item';
  if (call.kind !== 'write') return `asks the processor to ${call.kind}`;
  const [own, ...others] = call.writes;
  return `writes ${own !== undefined && 'Put' in own ? 'a new ' : ''}${stateIn(own)}${others.length > 0 ? ' and the order' : ''}`;
};

const ANSWERS: Readonly<Record<string, string>> = {
  done: 'done',
  refused: 'the condition does not hold',
  lost: 'done, but the answer is lost',
  unknown: 'no answer, and the request may arrive later',
};

const ended = (point: Point): string => {
  if (point.kind === 'asks') return '';
  if (point.kind === 'threw') return ' It fails.';
  return ` It answers: ${point.answer}${point.stored === null ? '' : ` ${point.stored.slice(0, 14)}…`}`;
};

/** What happened, in a sentence; `numbers` are the workers' in the story, by place. */
export const wordsOf = (event: Event, numbers: readonly number[]): string => {
  if (event.kind === 'says') return event.words;
  const { program, name }: Node = event.node;
  const key = 'key' in program ? program.key : null;
  const who = `Worker ${numbers[indexOf(name)]} (${program.kind}${key === null ? '' : ` ${key}`})`;
  if (event.kind === 'starts')
    return `${who} starts: ${PURPOSES[program.kind]}${key === null ? '' : `, key ${key}`}.`;
  const { call, said, point } = event.edge;
  return `${who} ${asked(call)}: ${ANSWERS[said.kind] ?? said.kind}.${ended(point)}`;
};
