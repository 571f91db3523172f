/** How a call ended, before anybody has been told. */
export type Settled<Value> = { readonly value: Value } | { readonly error: unknown };
