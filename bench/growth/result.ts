/** An operation with so many items in the table. */
export interface StoredPoint {
  readonly stored: number;
  readonly p50Ms: number;
  /** `PutItem, UpdateItem` as the client names them, with the units of each table and index: the same at every size. */
  readonly calls: readonly string[];
  readonly writeUnits: number;
  readonly readUnits: number;
}

export interface StoredSeries {
  readonly operation: string;
  readonly points: readonly StoredPoint[];
}

export interface Request {
  readonly p50Ms: number;
  readonly writeUnits: number;
}

/** Bodies of one size. */
export interface BodyPoint {
  readonly size: number;
  readonly bodyBytes: number;
  /** To parse and validate a body and to take its fingerprint, and without the fingerprint. */
  readonly cpuUs: { readonly ours: number; readonly withoutKey: number };
  readonly request: { readonly ours: Request; readonly withoutKey: Request };
}

export interface BodySeries {
  readonly name: string;
  readonly sizeIs: 'bytes' | 'items';
  readonly points: readonly BodyPoint[];
}

/** One run of the recovery. */
export interface Run {
  readonly found: number;
  readonly settled: number;
  readonly tookMs: number;
  readonly calls: number;
  readonly atOnceMax: number;
  /** What the process holds more when a run has found its work than before it. */
  readonly heldKb: number;
}

export interface Backlog {
  readonly due: number;
  /** Runs until nothing is due, from what lies in each shard. */
  readonly runsToEnd: number;
  readonly runs: readonly Run[];
}

export interface Growth {
  readonly stored: readonly StoredSeries[];
  readonly bodies: readonly BodySeries[];
  readonly backlogs: readonly Backlog[];
}
