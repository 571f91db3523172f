import type { ChargeDependencies } from '../../functions/charges/create.ts';
import type { RouteHandler } from '../../functions/http/route.ts';
import { type Request, toEvent } from '../../scale/counting/event.ts';
import { type Rig, startRig } from '../../scale/counting/rig.ts';
import { tellTimeBy } from '../../test/simulation/stock/virtual-date.ts';
import { createOwnTables } from '../contenders/own-tables.ts';
import { callByCall } from './calls.ts';
import type { Contender, Jobs } from './contenders.ts';
import { watchStreams } from './stream-records.ts';

/** As deployed. A default layer's lease is as long; ours has two seconds more. */
const REQUEST_MS = 25_000;
/** Longer than either lease, and shorter than `SETTLE_AFTER_S`. */
const LEASE_IS_OVER_MS = 60_000;

const CONTEXT = { getRemainingTimeInMillis: () => REQUEST_MS };

/** Sends a request to a function. @throws Error when the answer's status is another */
export const ask = async (handler: RouteHandler, request: Request, status: number) => {
  const { statusCode, body = '' } = await handler(toEvent(request), CONTEXT);
  if (statusCode !== status) throw new Error(`${request.route}: ${statusCode} ${body}`);
  return JSON.parse(body) as { readonly id: string; readonly total: number };
};

/** A function instance whose attempts never come back from the processor, as one that crashed there. */
const stuckInstance = (dependencies: ChargeDependencies, jobsOf: (given: ChargeDependencies) => Jobs) => {
  let arrive = (): void => undefined;
  const charge = (): Promise<never> => {
    arrive();
    return new Promise(() => undefined);
  };
  const jobs = jobsOf({ ...dependencies, processor: { ...dependencies.processor, charge } });
  /** Fulfilled when the attempt has got to the processor: its claim is made. */
  return (request: Request): Promise<void> =>
    new Promise((resolve, reject) => {
      arrive = resolve;
      const ended = () => reject(new Error('the attempt has ended before the processor'));
      jobs.charge(toEvent(request), CONTEXT).then(ended, reject);
    });
};

const stageOn = async (rig: Rig, contender: Contender) => {
  const tables = await createOwnTables(rig.client);
  const calls = callByCall(rig.meter);
  const dependencies = { ...rig.dependencies, documentClient: calls.documentClient };
  const jobsOf = (given: ChargeDependencies): Jobs => contender.jobs(given, tables);
  const streams = await watchStreams(rig.client, [rig.tables.charges, tables.outbox]);
  return {
    jobs: jobsOf(dependencies),
    startStuck: stuckInstance(dependencies, jobsOf),
    leaseEnds: (): void => rig.pass(LEASE_IS_OVER_MS),
    takeCalls: calls.take,
    takeStreamRecords: streams.take,
    close: streams.close,
  };
};

export type Stage = Awaited<ReturnType<typeof stageOn>>;

/** Tables of its own and one contender on them, all at one time of day: the library goes by `Date`. */
export const onStage = async <Result>(
  contender: Contender,
  act: (stage: Stage) => Promise<Result>,
): Promise<Result> => {
  const rig = await startRig();
  const restoreDate = tellTimeBy(rig.world.clock);
  try {
    const stage = await stageOn(rig, contender);
    try {
      return await act(stage);
    } finally {
      stage.close();
    }
  } finally {
    restoreDate();
    await rig.stop();
  }
};
