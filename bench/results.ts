import { arch, availableParallelism, platform } from 'node:os';
import { bundles } from './bundles/index.ts';
import { counted } from './counted/index.ts';
import { cpu } from './cpu/index.ts';
import { growth } from './growth/index.ts';
import { latency } from './latency/index.ts';
import { local } from './local/index.ts';
import type { Part, Say, Table, Target } from './part.ts';

/** All parts, in the order in which they are measured and shown. */
export const PARTS = { counted, bundles, latency, cpu, growth, local } as const;

export type PartName = keyof typeof PARTS;

type ResultOf<P> = P extends Part<infer Result> ? Result : never;

/** Where and when the figures were taken: those of two runs are not to be compared. */
export interface Occasion {
  readonly takenOn: string;
  readonly node: string;
  readonly platform: string;
  readonly processors: number;
  readonly minutes: number;
}

/** All that one run has measured. Every table, target and plot follows from it. */
export type Results = { readonly occasion: Occasion } & {
  readonly [Name in PartName]: ResultOf<(typeof PARTS)[Name]>;
};

export const occasionOf = (startedMs: number): Occasion => ({
  takenOn: new Date(startedMs).toISOString().slice(0, 10),
  node: process.version,
  platform: `${platform()} ${arch()}`,
  processors: availableParallelism(),
  minutes: Math.ceil((Date.now() - startedMs) / 60_000),
});

/** A part that has been measured: what it shows, without its type. */
export interface Measured {
  readonly name: PartName;
  readonly result: unknown;
  readonly tables: readonly Table[];
  readonly targets: readonly Target[];
}

const measuredAs = <Result>(name: PartName, part: Part<Result>, result: Result): Measured => ({
  name,
  result,
  tables: part.tables(result),
  targets: part.targets(result),
});

export const measurePart = async (name: PartName, say: Say): Promise<Measured> => {
  const part = PARTS[name] as Part<unknown>;
  return measuredAs(name, part, await part.measure(say));
};

/** The same from figures that were kept. */
export const measuredIn = (results: Results): Measured[] =>
  (Object.keys(PARTS) as PartName[]).map((name) =>
    measuredAs(name, PARTS[name] as Part<unknown>, results[name]),
  );

export const isMissed = ({ measured, atMost }: Target): boolean => !(measured <= atMost);
