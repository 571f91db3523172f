import type { HttpReply } from '../http.ts';
import { until } from '../patience.ts';
import type { Walk } from './walk.ts';

/** The lease of an attempt that died, and the age from which a charge is settled, and then some. */
const SETTLED_WITHIN_MS = 90_000;

/** What the recovery function answers: see `functions/recovery/recover.ts`. */
export interface RecoveryReport {
  readonly due: number;
  readonly settled: number;
  readonly abandoned: number;
}

export type RunRecovery = () => Promise<RecoveryReport>;

export interface Ended {
  /** The charge as `GET` shows it. */
  readonly charge: {
    readonly id: string;
    readonly status: string;
    readonly failure: { readonly code: string } | null;
  };
  /** For the report: what our own runs of the recovery said, if the scheduled one was not faster. */
  readonly said: string;
}

const chargeIn = ({ body }: HttpReply): Ended['charge'] => JSON.parse(body);

/** Runs the recovery until the charge of this key is open no more. */
export const recoverCharge = async (
  { caller, signal }: Walk,
  key: string,
  run: RunRecovery,
): Promise<Ended> => {
  const read = () => caller.get(`/charges?idempotencyKey=${key}`);
  const before = chargeIn(await read());
  if (before.status !== 'processing') throw new Error(`The charge is ${before.status} before any recovery.`);

  const total = { runs: 0, settled: 0, abandoned: 0 };
  const charge = await until(
    'the end of the open charge',
    { withinMs: SETTLED_WITHIN_MS, everyMs: 2_000, signal },
    async () => {
      const report = await run();
      total.runs += 1;
      total.settled += report.settled;
      total.abandoned += report.abandoned;
      const now = chargeIn(await read());
      return now.status === 'processing' ? undefined : now;
    },
  );
  const said =
    total.settled + total.abandoned === 0
      ? 'the scheduled run was faster'
      : `${total.runs} runs: settled ${total.settled}, abandoned ${total.abandoned}`;
  return { charge, said };
};
