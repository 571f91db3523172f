import { showAmount } from './amounts.ts';
import { faultInWords } from './faults.ts';
import type { RequestRow, Row } from './lane.ts';
import { problemInWords } from './problems.ts';
import { clockTime } from './record.ts';

type Tone = 'right' | 'wrong' | 'open' | 'plain';

/** A row of the time line in words: what happened, how it stands out, and what is said beside it. */
export interface Words {
  readonly text: string;
  readonly tone: Tone;
  /** The HTTP status of an answer. */
  readonly badge?: string;
  /** What became of the answer, or of the fault. */
  readonly asides: readonly string[];
}

/** A crash needs a function that works: a request that was turned away or replayed has none to kill. */
const isSpared = ({ fault, answer }: RequestRow): boolean =>
  fault !== null && fault !== 'drop-response' && answer !== null && (answer.status ?? 500) < 500;

const toneOf = (status: number | null): Tone => {
  if (status === null || status >= 500) return 'wrong';
  return status < 300 ? 'right' : 'open';
};

const outcomeOf = ({ fault, answer }: RequestRow): string[] => {
  if (answer === null) return [];
  const { status, code, replayed } = answer;
  if (status !== null && status < 300) return [replayed ? 'the first answer, replayed' : 'charged'];
  // What the fault did says it already.
  const isSaid = fault === 'drop-response' || (fault?.startsWith('crash-') && (status ?? 500) >= 500);
  return isSaid ? [] : [problemInWords(code, status)];
};

const tellRequest = (row: RequestRow): Words => {
  const { number, fault, answer } = row;
  const met = fault === null || isSpared(row) ? [] : [faultInWords(fault)];
  const words = { text: `Request ${number}`, asides: [...met, ...outcomeOf(row)] };
  if (answer === null) return { ...words, tone: 'plain' };
  const { status } = answer;
  return { ...words, tone: toneOf(status), badge: status === null ? 'no answer' : String(status) };
};

const tellRecord = ({ change, record }: Extract<Row, { kind: 'record' }>): Words => {
  const until =
    record.leaseExpiresAtMs === null ? '' : `nobody else until ${clockTime(record.leaseExpiresAtMs)}`;
  switch (change) {
    case 'claimed':
      return { text: `Key claimed by attempt ${record.attempt}`, tone: 'plain', asides: [until] };
    case 'taken-over':
      return { text: `Taken over by attempt ${record.attempt}`, tone: 'open', asides: [until] };
    case 'released':
      return { text: 'Key released', tone: 'open', asides: ['certain: no money moved'] };
    case 'completed':
      return {
        text: 'Record completed',
        tone: 'right',
        asides: [`answer ${record.response?.status ?? ''} stored for ever`],
      };
  }
};

const tellMoney = ({ number, amount, status }: Extract<Row, { kind: 'money' }>): Words => {
  if (status !== 'succeeded') return { text: `No money moved: payment ${status}`, tone: 'open', asides: [] };
  return number === 1
    ? { text: `Money moved: ${showAmount(amount)}`, tone: 'right', asides: [] }
    : { text: `Money moved again: ${showAmount(amount)}`, tone: 'wrong', asides: [] };
};

const ENDS = {
  refused: 'Refused for good',
  unknown: 'The client gave up waiting: nobody knows whether it was charged',
  'not-sent': 'Nothing was sent',
  stopped: 'Stopped by you: what was sent goes on',
} as const;

/** What a row of the time line says. */
export const tellRow = (row: Row): Words => {
  switch (row.kind) {
    case 'tap':
      return { text: `Tap ${row.number}`, tone: 'plain', asides: [] };
    case 'request':
      return tellRequest(row);
    case 'record':
      return tellRecord(row);
    case 'money':
      return tellMoney(row);
    case 'end':
      return { text: ENDS[row.end], tone: 'open', asides: [] };
    case 'reopened':
      return {
        text: 'Page opened in mid-payment',
        tone: row.asksAgain ? 'open' : 'wrong',
        asides: [
          row.asksAgain
            ? 'asks again by itself, with the same key'
            : 'cannot ask what became of it: asking is paying. It does nothing.',
        ],
      };
  }
};
