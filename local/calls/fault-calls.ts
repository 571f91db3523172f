import type { IncomingMessage } from 'node:http';
import type { LocalSes } from '../email/local-ses.ts';
import type { FaultStore } from '../faults/fault-store.ts';
import { FaultRefused, parseFault } from '../faults/parse-fault.ts';
import { type Answer, NO_CONTENT } from '../gateway/answer.ts';
import { readBody } from '../gateway/body.ts';

export interface FaultCallsOptions {
  readonly faults: FaultStore;
  readonly mail: LocalSes;
  /** What a fault may be armed for. */
  readonly operations: readonly string[];
  /** Why none can be made at the processor. @default - they can */
  readonly withoutFaults: string | undefined;
}

export const faultCalls = ({ faults, mail, operations, withoutFaults }: FaultCallsOptions) => ({
  /** @throws FaultRefused */
  arm: async (request: IncomingMessage): Promise<Answer> => {
    const asked = parseFault(String(await readBody(request)), operations);
    if ('mailFault' in asked) {
      await mail.arm(asked.mailFault, asked.times);
      return NO_CONTENT;
    }
    const { fault, times, operation } = asked;
    if (withoutFaults !== undefined && fault.fault !== 'drop-response') throw new FaultRefused(withoutFaults);
    faults.arm(operation, fault, times);
    return NO_CONTENT;
  },
  disarm: async (): Promise<Answer> => {
    faults.clear();
    await mail.disarm();
    return NO_CONTENT;
  },
});
