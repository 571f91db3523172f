/** What a browser has and Node 20 has not. */
export interface Browser {
  goOffline(): void;
  goOnline(): void;
  /** Of the window. */
  listeners(): number;
  leave(): void;
}

/** @param locks @default - none, as on a page without TLS */
export const enterBrowser = ({ locks }: { readonly locks?: object } = {}): Browser => {
  const listening = new Set<() => void>();
  const navigator = { onLine: true, ...(locks && { locks }) };
  const additions = {
    navigator,
    addEventListener: (_: 'online', listener: () => void) => listening.add(listener),
    removeEventListener: (_: 'online', listener: () => void) => listening.delete(listener),
  };
  const before = Object.keys(additions).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, value] of Object.entries(additions))
    Object.defineProperty(globalThis, name, { configurable: true, value });
  return {
    goOffline: () => {
      navigator.onLine = false;
    },
    goOnline: () => {
      navigator.onLine = true;
      for (const listener of [...listening]) listener();
    },
    listeners: () => listening.size,
    leave: () => {
      for (const [name, descriptor] of before)
        if (descriptor) Object.defineProperty(globalThis, name, descriptor);
        else Reflect.deleteProperty(globalThis, name);
    },
  };
};
