/** The operation of the endpoint that knows no keys: what faults are armed for. */
export const WITHOUT_KEY = 'local.charge-without-key';

/** What its charges' ids begin with, so that the processor's books tell them apart. */
export const WITHOUT_KEY_PREFIX = 'without-key-';
