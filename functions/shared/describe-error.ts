const FRAMES_MAX = 4;
const CAUSES_MAX = 3;

/** Where it happened. A stack begins with the message, which may have lines of its own. */
const framesOf = ({ stack = '', message }: Error): string[] =>
  stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, FRAMES_MAX)
    .map((line) => line.trim());

/** Names and codes of an error and its causes. Messages of strangers may quote what they were given: left out. */
export const describeError = (error: unknown, depth = 0): Record<string, unknown> =>
  error instanceof Error
    ? {
        name: error.name,
        ...('code' in error ? { code: String(error.code) } : {}),
        at: framesOf(error),
        ...(error.cause !== undefined && depth < CAUSES_MAX
          ? { cause: describeError(error.cause, depth + 1) }
          : {}),
      }
    : { name: typeof error };
