import { FAULTS, type Fault, MAY_MEET } from './faults.ts';

/** What the record of a charge is when a fault strikes a call about it. */
export const STATES = ['none', 'in-progress', 'released', 'completed'] as const;
export type State = (typeof STATES)[number];

/** "This fault met this state", how often. */
export type Counters = Readonly<Record<Fault, Record<State, number>>>;

export const noCounts = (): Counters =>
  Object.fromEntries(
    FAULTS.map((fault) => [fault, Object.fromEntries(STATES.map((state) => [state, 0]))]),
  ) as unknown as Counters;

export const addCounts = (sum: Counters, more: Counters): void => {
  for (const fault of FAULTS) for (const state of STATES) sum[fault][state] += more[fault][state];
};

/** The cells that stay at zero however many worlds are run, each with its reason. */
const CANNOT_MEET: readonly { readonly fault: Fault; readonly state: State; readonly reason: string }[] = [
  {
    fault: 'stale-index',
    state: 'none',
    reason: 'an index that is behind shows older states of a charge: before there is one, it shows nothing',
  },
  {
    fault: 'processor-down',
    state: 'none',
    reason: 'the processor is asked after the claim was written, never before',
  },
  {
    fault: 'processor-down',
    state: 'released',
    reason: 'only the owner of a claim releases it, after its call to the processor has ended',
  },
];

const reasonAgainst = (fault: Fault, state: State): string | undefined =>
  CANNOT_MEET.find((cell) => cell.fault === fault && cell.state === state)?.reason;

/** The same of a redaction, which is no request and asks no processor, and whose queries are about no one charge. */
const reasonAgainstRedaction = (fault: Fault, state: State): string | undefined => {
  if (!(MAY_MEET.write as readonly Fault[]).includes(fault))
    return 'a redaction reads and writes single charges, and does nothing else with them';
  return fault === 'conflict' && state !== 'completed'
    ? 'a redaction writes only where it has seen that a charge has ended'
    : undefined;
};

interface Table {
  readonly title: string;
  readonly reasonAgainst: (fault: Fault, state: State) => string | undefined;
}

const ALL_CALLS: Table = { title: 'fault x record', reasonAgainst };
export const REDACTIONS: Table = { title: 'in redactions', reasonAgainst: reasonAgainstRedaction };

/** Cells that should have been met and were not, and cells that were met although they cannot be. */
export const wrongCells = (counters: Counters, { reasonAgainst: against } = ALL_CALLS): string[] =>
  FAULTS.flatMap((fault) =>
    STATES.filter((state) => (counters[fault][state] === 0) !== (against(fault, state) !== undefined)).map(
      (state) => `${fault} x ${state}`,
    ),
  );

const FAULT_WIDTH = 20;
const COUNT_WIDTH = 13;

/** The table of all cells, and below it why some are empty. */
export const toTable = (counters: Counters, { title, reasonAgainst: against } = ALL_CALLS): string => {
  const row = (name: string, cells: readonly (string | number)[]) =>
    name.padEnd(FAULT_WIDTH) + cells.map((cell) => String(cell).padStart(COUNT_WIDTH)).join('');
  const empty = FAULTS.flatMap((fault) =>
    STATES.flatMap((state) => {
      const reason = against(fault, state);
      return reason === undefined ? [] : { fault, state, reason };
    }),
  );
  const faults = FAULTS.filter((fault) => STATES.some((state) => against(fault, state) === undefined));
  const cell = (fault: Fault, state: State) =>
    counters[fault][state] === 0 && against(fault, state) !== undefined ? '-' : counters[fault][state];
  return [
    row(title, STATES),
    ...faults.map((fault) =>
      row(
        fault,
        STATES.map((state) => cell(fault, state)),
      ),
    ),
    ...empty
      .filter(({ fault }) => faults.includes(fault))
      .map(({ fault, state, reason }) => `- ${fault} x ${state}: ${reason}.`),
  ].join('\n');
};
