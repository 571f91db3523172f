import { ASSUMED } from './assumptions.ts';
import type { Counted } from './counting/count.ts';
import { PRICES } from './prices.ts';

const MILLION = 1_000_000;
const GB = 1_000_000_000;

/** What an operation is billed for, in dollars per million of them. */
export interface Dollars {
  readonly gateway: number;
  readonly requests: number;
  readonly duration: number;
  readonly writes: number;
  readonly reads: number;
  readonly logs: number;
  readonly traces: number;
  readonly out: number;
  readonly mail: number;
}

/** How much of a function's configuration is billed. */
export interface FunctionSize {
  readonly memoryGb: number;
  /** Items that a run of the recovery works on at once: they share what it is billed for. */
  readonly settledAtOnce: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
export const totalUnits = (units: Counted['writes']): number => sum(Object.values(units));

const callMs = (call: string): number => {
  if (call === 'TransactWrite') return ASSUMED.transactionMs.value;
  return ['Get', 'Query', 'BatchGet'].includes(call) ? ASSUMED.readMs.value : ASSUMED.writeMs.value;
};

const isSettled = ({ name }: Counted): boolean => name.startsWith('settled');
const isReceipt = ({ name }: Counted): boolean => name.startsWith('receipt');
const isRun = ({ name }: Counted): boolean => name.startsWith('run of');

/** Settling asks what happened: no card is charged by it. */
const processorMs = (counted: Counted): number =>
  counted.processorCalls.length * (isSettled(counted) ? ASSUMED.lookMs : ASSUMED.paymentMs).value;

/** What a function waits for, one after the other; a run of the recovery asks all shards at once. */
const waitedMs = (counted: Counted): number =>
  isRun(counted)
    ? ASSUMED.readMs.value
    : sum(counted.calls.map(callMs)) + processorMs(counted) + (isReceipt(counted) ? ASSUMED.mailMs.value : 0);

export const billedMs = (counted: Counted, { settledAtOnce }: FunctionSize): number =>
  isSettled(counted)
    ? waitedMs(counted) / settledAtOnce
    : waitedMs(counted) + ASSUMED.cpuMs.value + ASSUMED.coldMs.value;

/** Of one operation: the handler's lines, Lambda's, and the gateway's if it is called. */
export const logBytes = (counted: Counted, accessLineBytes: number): number =>
  counted.log.bytes +
  (isSettled(counted) ? 0 : ASSUMED.lambdaLineBytes.value) +
  (counted.isRequest ? accessLineBytes : 0);

/** Taken in, and kept. */
const usdPerLogGb =
  PRICES.logGb.usd + ASSUMED.logCompression.value * ASSUMED.logMonths.value * PRICES.logGbMonth.usd;

export const dollarsOf = (counted: Counted, size: FunctionSize, accessLineBytes: number): Dollars => {
  const invocations = isSettled(counted) ? 0 : 1;
  const answered = counted.isRequest ? counted.answerBytes + ASSUMED.headerBytes.value : 0;
  const gbSeconds = (billedMs(counted, size) / 1_000) * size.memoryGb;
  return {
    gateway: counted.isRequest ? PRICES.gatewayMillion.usd : 0,
    requests: invocations * PRICES.invocationMillion.usd,
    duration: gbSeconds * PRICES.gbSecond.usd * MILLION,
    writes: totalUnits(counted.writes) * PRICES.writeMillion.usd,
    reads: totalUnits(counted.reads) * PRICES.readMillion.usd,
    logs: ((logBytes(counted, accessLineBytes) * MILLION) / GB) * usdPerLogGb,
    traces: invocations * ASSUMED.tracedShare.value * PRICES.traceMillion.usd,
    out: ((answered * MILLION) / GB) * PRICES.outGb.usd,
    mail: isReceipt(counted) ? PRICES.mailThousand.usd * 1_000 : 0,
  };
};

export const totalOf = (dollars: Dollars): number => sum(Object.values(dollars));
