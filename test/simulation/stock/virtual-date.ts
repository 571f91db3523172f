/**
 * Lets `Date` tell the world's time in this thread, as the library asks it and nothing else: no module is replaced.
 * Whoever gives a time to `new Date` gets that time.
 *
 * @returns what brings the system's own back
 * @example const restore = tellTimeBy(clock);
 */
export const tellTimeBy = (clock: () => number): (() => void) => {
  const system = globalThis.Date;
  globalThis.Date = new Proxy(system, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [clock()] : given, newTarget),
    get: (target, member) => (member === 'now' ? clock : Reflect.get(target, member)),
  });
  return () => {
    globalThis.Date = system;
  };
};
