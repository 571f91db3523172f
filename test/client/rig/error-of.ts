/** What it was refused with. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it expects to be there.
export const errorOf = (refused: Promise<unknown>): Promise<any> =>
  refused.then(
    (value) => {
      throw new Error(`It was not refused: ${JSON.stringify(value)}`);
    },
    (error) => error,
  );
