import type { Node } from './automaton.ts';
import type { Call, Said } from './worker.ts';

const PURPOSES = {
  charge: 'a client sends POST /charges',
  recover: 'recovery looks at the charge',
  'cancel-order': 'a client sends DELETE /orders',
} as const;

const who = ({ name, program }: Node): string =>
  `Worker ${name.slice(1)} (${program.kind}${'key' in program ? ` ${program.key}` : ''})`;

export const started = (node: Node): string =>
  `${who(node)} starts: ${PURPOSES[node.program.kind]}${'key' in node.program ? `, key ${node.program.key}` : ''}.`;

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

export const told = (node: Node, call: Call, said: Said): string =>
  `${who(node)} ${asked(call)}: ${ANSWERS[said.kind] ?? said.kind}.`;

export const ended = ({ point }: Node): string => {
  if (point.kind === 'asks') return '';
  if (point.kind === 'threw') return ' It fails.';
  return ` It answers: ${point.answer}${point.stored === null ? '' : ` ${point.stored.slice(0, 14)}…`}`;
};
