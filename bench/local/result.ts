/** One kind of request, sent one after the other over so many connections. */
export interface Load {
  readonly request: string;
  readonly connections: number;
  /** Answers with the expected status, in all. */
  readonly answers: number;
  /** Answers with another status, and connections that broke. */
  readonly errors: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** From the start of the process to its line with the address, run by run. */
export interface Starts {
  readonly state: string;
  readonly tookMs: readonly number[];
}

export interface LocalResult {
  readonly loads: readonly Load[];
  /** The same client before a server that only answers: where its figures come near these, they are the client's. */
  readonly ceiling: readonly Load[];
  readonly starts: readonly Starts[];
}
