import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** `before`: the call is never carried out. `after`: it is, and its answer is lost, whatever it was. */
export interface Fault {
  readonly at: 'before' | 'after';
  readonly error: Error;
  /** Which calls, by the command's name and a part of its input as JSON; all of them when left out. */
  readonly command?: string;
  readonly containing?: string;
  /** @default 1 */
  readonly times?: number;
}

export interface FaultyClient {
  readonly documentClient: DynamoDBDocumentClient;
  readonly inject: (fault: Fault) => void;
  /** Ends all faults. */
  readonly recover: () => void;
  /** The names of the commands sent so far: `['PutCommand', 'UpdateCommand']`. */
  readonly sent: string[];
}

const named = (name: string, more: object = {}): Error => Object.assign(new Error(name), { name, ...more });

/** The connection broke after the request had been sent: nobody knows whether it was carried out. */
export const connectionLost = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
export const connectionRefused = (): Error => Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
export const timedOut = (): Error => named('TimeoutError');
export const throttled = (): Error => named('ProvisionedThroughputExceededException');
export const serverError = (): Error =>
  named('InternalServerError', { $fault: 'server', $metadata: { httpStatusCode: 500 } });
export const conflict = (): Error => named('TransactionConflictException');
export const canceledBy = (...codes: string[]): Error =>
  named('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) });

/** A part of a write's input that tells which of the record's writes it is, for `Fault.containing`. */
export const WRITES = {
  claim: '"state":"in-progress"',
  completion: '"state":"completed"',
  release: '"state":"released"',
} as const;

/** The real client on the real engine, with faults that no local engine makes: it only injects, it never answers. */
export const faultyClient = (real: DynamoDBDocumentClient): FaultyClient => {
  const faults: { fault: Fault; left: number }[] = [];
  const sent: string[] = [];
  const take = (
    at: Fault['at'],
    command: { constructor: { name: string }; input: unknown },
  ): Error | undefined => {
    const name = command.constructor.name;
    const armed = faults.find(
      ({ fault, left }) =>
        left > 0 &&
        fault.at === at &&
        (fault.command === undefined || fault.command === name) &&
        (fault.containing === undefined || JSON.stringify(command.input).includes(fault.containing)),
    );
    if (armed === undefined) return undefined;
    armed.left -= 1;
    return armed.fault.error;
  };
  const send = async (command: Parameters<typeof real.send>[0]): Promise<unknown> => {
    const described = command as unknown as { constructor: { name: string }; input: unknown };
    sent.push(described.constructor.name);
    const before = take('before', described);
    if (before !== undefined) throw before;
    try {
      return await real.send(command);
    } finally {
      const after = take('after', described);
      // biome-ignore lint/correctness/noUnsafeFinally: the lost answer may have been a refusal.
      if (after !== undefined) throw after;
    }
  };
  return {
    documentClient: { send } as unknown as DynamoDBDocumentClient,
    inject: (fault) => faults.push({ fault, left: fault.times ?? 1 }),
    recover: () => faults.splice(0),
    sent,
  };
};
