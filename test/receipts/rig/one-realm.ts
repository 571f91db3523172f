import { types } from 'node:util';

/**
 * Jest gives each test file an `Error` of its own, and what Node's sockets throw is none of those: the SDK then wraps it
 * and loses what it says. In a function there is one `Error` only, and this makes it so.
 */
export const inOneRealm = (): void => {
  const ordinary = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(Error, Symbol.hasInstance, {
    configurable: true,
    value(this: unknown, value: unknown): boolean {
      return this === Error ? types.isNativeError(value) : ordinary.call(this as () => void, value);
    },
  });
};
