import { isFunction } from '../shared/environment.ts';

/**
 * A handler that is wired while a function's process starts: Lambda then gives a whole processor, whatever the function's
 * memory. Elsewhere (a test, a simulation) it is wired by its first event, so that importing an entry starts nothing.
 */
export const wired = <Arguments extends readonly unknown[], Result>(
  wire: () => (...event: Arguments) => Promise<Result>,
): ((...event: Arguments) => Promise<Result>) => {
  let handler = isFunction() ? wire() : undefined;
  return (...event) => {
    handler ??= wire();
    return handler(...event);
  };
};
