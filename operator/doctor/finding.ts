/** What was looked at, and what to do about it. A secret is in none of it. */
export interface Finding {
  readonly name: string;
  readonly verdict: 'ok' | 'missing' | 'cannot tell';
  /** What was seen: a sentence without its full stop. */
  readonly seen: string;
  /** @default - there is nothing to do */
  readonly remedy?: string;
  /** Whether things work without it, only less well. @default false */
  readonly isOptional?: boolean;
}

/** Takes each finding as soon as it is there. */
export type Report = (finding: Finding) => void;
