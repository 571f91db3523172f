/** How long is left for all calls of one operation together. */
export interface Budget {
  readonly remainingMs: () => number;
}

/** Counts on the monotonic clock: a wall clock that is set back must not stretch the wait for money. */
export const startBudget = (budgetMs: number): Budget => {
  const endsAtMs = performance.now() + budgetMs;
  return { remainingMs: () => Math.floor(endsAtMs - performance.now()) };
};

/** What `promise` gives, or `null` when it fails or the budget ends first. The cause is dropped: it may name secrets. */
export const withinBudget = async <T>(budget: Budget, promise: Promise<T>): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), Math.max(0, budget.remainingMs()));
  });
  try {
    return await Promise.race([promise.catch(() => null), end]);
  } finally {
    clearTimeout(timer);
  }
};
