import type { Timeline } from './timeline.ts';

/** One function instance's being alive: it can die, and it can stand still and go on later. */
export interface Life {
  readonly isDead: () => boolean;
  readonly isFrozen: () => boolean;
  readonly die: () => void;
  readonly freeze: (durationMs: number) => void;
  /** Lets it hear something after a while: later if it stands still then, never if it is dead. */
  readonly hear: (delayMs: number, what: () => void) => void;
}

export const startLife = (timeline: Timeline, onDeath: () => void): Life => {
  let isDead = false;
  let frozenUntilMs = 0;
  const isFrozen = (): boolean => timeline.nowMs() < frozenUntilMs;
  const hear = (delayMs: number, what: () => void): void =>
    timeline.after(delayMs, () => {
      if (isDead) return;
      if (isFrozen()) hear(frozenUntilMs - timeline.nowMs(), what);
      else what();
    });
  return {
    isDead: () => isDead,
    isFrozen,
    die: () => {
      if (isDead) return;
      isDead = true;
      onDeath();
    },
    freeze: (durationMs) => {
      frozenUntilMs = Math.max(frozenUntilMs, timeline.nowMs() + durationMs);
    },
    hear,
  };
};
