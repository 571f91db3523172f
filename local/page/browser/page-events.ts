import type { Lane, LocalEvent } from '../../events/event.ts';

export const LANES = ['without-key', 'with-key'] as const satisfies readonly Lane[];

/** How a tap ends for the person who tapped. */
export type End = 'paid' | 'refused' | 'unknown' | 'not-sent' | 'stopped';

/** What the page does itself, told in the same time line as what the server says. */
export type PageEvent =
  | { readonly kind: 'tap'; readonly lane: Lane; readonly atMs: number }
  /** The client holds back its next request. */
  | { readonly kind: 'wait'; readonly lane: Lane; readonly because: string; readonly untilMs: number }
  | { readonly kind: 'end'; readonly lane: Lane; readonly end: End; readonly atMs: number }
  /** Opened while a payment was under way: only a lane with a key can ask what became of it. */
  | { readonly kind: 'reopened'; readonly lane: Lane; readonly asksAgain: boolean; readonly atMs: number };

export type LaneEvent = LocalEvent | PageEvent;
