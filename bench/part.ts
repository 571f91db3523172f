/** A table as the terminal and the documentation show it. Numbers are rounded when it is drawn. */
export interface Table {
  /** Its name in the page: `<!-- table: latency -->`. */
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A figure that must not grow beyond what is promised: a ratio, or a count. */
export interface Target {
  /** A sentence without the figure: `an order, first, beside no idempotency, p50 with a network of 5 ms`. */
  readonly what: string;
  readonly measured: number;
  readonly atMost: number;
}

/** Tells whoever waits what is being done. */
export type Say = (line: string) => void;

/** One section of the measurements: what it measures can be written as JSON, and all it shows follows from that alone. */
export interface Part<Result> {
  readonly name: string;
  readonly measure: (say: Say) => Promise<Result>;
  readonly tables: (result: Result) => readonly Table[];
  readonly targets: (result: Result) => readonly Target[];
}
