/** Does all of it, at most so many pieces at a time, in their order. */
export const inParallel = async <T>(
  atOnce: number,
  all: readonly T[],
  work: (one: T) => Promise<unknown>,
): Promise<void> => {
  const waiting = all.values();
  const worker = async (): Promise<void> => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};
