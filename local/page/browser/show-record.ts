import type { RecordEvent } from '../../events/event.ts';
import { part, write, writeWithCode } from './element.ts';
import type { PageState } from './page-state.ts';
import { recordInWords, secondsLeft } from './record.ts';
import { leaseHint } from './waiting.ts';

const STATES = { 'in-progress': 'in progress', released: 'released', completed: 'completed' } as const;

/** Enough to see that it is the same one, too little to use it. */
const maskKey = (key: string): string => `${key.slice(0, 4)}…${key.slice(-4)}`;

const leaseOf = ({ state, leaseExpiresAtMs }: RecordEvent, nowMs: number): string => {
  if (state !== 'in-progress' || leaseExpiresAtMs === null) return 'none';
  const left = secondsLeft(leaseExpiresAtMs, nowMs);
  return left === 0 ? 'over' : `${left} s left`;
};

/** The stored record of the checkout's key. */
export const createRecord = (): ((state: PageState, nowMs: number) => void) => {
  const root = part('record');
  const hint = part('lease-hint');
  const left = part<HTMLProgressElement>('lease-left');
  const put = (name: string, text: string): void => write(part(name, root), text);

  return (state, nowMs) => {
    const { record, isOwnerDead } = state.lanes['with-key'];
    root.dataset.state = record?.state ?? 'none';
    put('key', state.key === null ? '…' : maskKey(state.key));
    put('record-words', recordInWords(record, isOwnerDead, nowMs));
    put('record-state', record === null ? 'no record' : STATES[record.state]);
    put('record-attempt', record === null ? '–' : String(record.attempt));
    put('record-owner', record === null ? '–' : record.owner);
    put('record-lease', record === null ? '–' : leaseOf(record, nowMs));
    put('record-answer', record?.response ? String(record.response.status) : '–');

    left.hidden = record?.state !== 'in-progress';
    if (record?.leaseExpiresAtMs) {
      left.max = record.leaseExpiresAtMs - record.atMs;
      left.value = Math.max(0, record.leaseExpiresAtMs - nowMs);
    }

    const sentence = leaseHint(state, nowMs);
    hint.hidden = sentence === null;
    if (sentence !== null) writeWithCode(hint, sentence);
  };
};
