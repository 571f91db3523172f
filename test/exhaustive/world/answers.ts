import type { BrokenRule } from '../rules/broken-rule.ts';
import type { Call, Said } from '../workers/worker.ts';
import { cancel, charge, type Ledger, send, VERDICTS } from './ledger.ts';
import { dayOf, type Phase } from './scene.ts';
import { carryOut, type Items, itemIn } from './table.ts';

/** What is stored, and what the processor knows. */
export interface World {
  readonly items: Items;
  readonly ledger: Ledger;
}

/** What a worker may be told, and what the world is like then. */
export interface Answer {
  readonly said: Said;
  readonly world: World;
}

const NO_ANSWER = { kind: 'unknown', reason: 'no answer' } as const;

export const writesOf = (call: Call & { kind: 'write' }, rule: BrokenRule) =>
  rule.write === undefined ? call.writes : call.writes.map(rule.write);

/** Everything that may come of a call. */
export const answersTo = (
  call: Call,
  world: World,
  { phase, name, canLose }: { readonly phase: Phase; readonly name: string; readonly canLose: boolean },
  rule: BrokenRule,
): Answer[] => {
  const { items, ledger } = world;
  if (call.kind === 'read') return [{ said: { kind: 'done', item: itemIn(items, call.pk) }, world }];
  if (call.kind === 'write') {
    const { items: written, reply } = carryOut(items, writesOf(call, rule));
    const after = { items: written, ledger };
    const isLost = canLose && reply.kind === 'done';
    return [
      { said: reply, world: after },
      ...(isLost ? [{ said: { kind: 'lost' } as const, world: after }] : []),
    ];
  }
  const key = rule.isKeyPerAttempt ? `${call.downstreamKey}/${name}` : call.downstreamKey;
  const day = dayOf(phase);
  if (call.kind === 'cancel') {
    const { ledger: after, outcome } = cancel(ledger, key, day, !rule.isCancelWithoutFence);
    return [outcome, NO_ANSWER].map((said) => ({ said, world: { items, ledger: after } }));
  }
  const unknown: Said = rule.isUnknownDeclined
    ? { kind: 'declined', code: 'card-declined', message: 'No.' }
    : NO_ANSWER;
  const answered = VERDICTS.map((verdict) => charge(ledger, key, call.chargeId, day, verdict));
  return [
    ...answered.slice(0, answered[0]?.isNew ? 2 : 1).map(({ ledger: after, outcome }) => ({
      said: outcome.kind === 'unknown' ? unknown : outcome,
      world: { items, ledger: after },
    })),
    { said: { kind: 'not-started', reason: 'refused' }, world },
    { said: unknown, world: { items, ledger: send(ledger, key, call.chargeId) } },
  ];
};
