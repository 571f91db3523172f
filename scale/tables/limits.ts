import { DUE_SHARDS } from '../../functions/idempotency/home.ts';
import { type Facts, operation } from '../facts.ts';
import { busySPerCharge, chargeUnits, REQUESTS_PER_CHARGE, SILENT_S } from '../load.ts';
import { QUOTAS } from '../quotas.ts';
import { round, toTable } from './markdown.ts';

interface Limit {
  readonly what: string;
  readonly quota: string;
  readonly chargesPerS: number;
  readonly whatToDo: string;
}

const limitsOf = (facts: Facts): readonly Limit[] => {
  const { throttlePerS } = facts.deployment;
  const dueUnits = chargeUnits(facts, 'Charges.byDueAt');
  return [
    {
      what: 'SES, receipts',
      quota: `${round(QUOTAS.mailsPerS)} mails/s (yours may differ)`,
      chargesPerS: QUOTAS.mailsPerS,
      whatToDo: 'receipts wait, for up to six hours; ask AWS for a higher rate',
    },
    {
      what: 'Stripe, one kind of call',
      quota: `${round(QUOTAS.stripeEndpointPerS)} calls/s`,
      chargesPerS: QUOTAS.stripeEndpointPerS,
      whatToDo: '429: nothing started, clients repeat; ask Stripe, six weeks ahead',
    },
    {
      what: 'Lambda, while Stripe is silent',
      quota: `${round(QUOTAS.lambdaConcurrency)} at once`,
      chargesPerS: QUOTAS.lambdaConcurrency / SILENT_S,
      whatToDo: '5xx on every route; raise the quota, reserve some for reads and the recovery',
    },
    {
      what: 'our own throttle',
      quota: `${throttlePerS} requests/s (context \`throttleRate\`)`,
      chargesPerS: throttlePerS / REQUESTS_PER_CHARGE,
      whatToDo: "429; raise it together with Stripe's limit",
    },
    {
      what: 'Stripe, all calls',
      quota: `${round(QUOTAS.stripePerS)} calls/s`,
      chargesPerS: QUOTAS.stripePerS / operation(facts, 'charge').processorCalls.length,
      whatToDo: 'as above',
    },
    {
      what: 'Lambda',
      quota: `${round(QUOTAS.lambdaConcurrency)} at once`,
      chargesPerS: QUOTAS.lambdaConcurrency / busySPerCharge(facts),
      whatToDo: '5xx; raise the quota',
    },
    {
      what: 'byTenant, one tenant',
      quota: `${round(QUOTAS.partitionWritesPerS)} write units/s of one key`,
      chargesPerS: QUOTAS.partitionWritesPerS / chargeUnits(facts, 'Charges.byTenant'),
      whatToDo: 'no quota can be raised: the code must change, see below',
    },
    {
      what: 'Charges, a new table',
      quota: `${round(QUOTAS.newTableWritesPerS)} write units/s`,
      chargesPerS: QUOTAS.newTableWritesPerS / chargeUnits(facts, 'Charges'),
      whatToDo: 'it grows with use; set warm throughput before a known peak',
    },
    {
      what: 'API Gateway',
      quota: `${round(QUOTAS.gatewayPerS)} requests/s`,
      chargesPerS: QUOTAS.gatewayPerS / REQUESTS_PER_CHARGE,
      whatToDo: '429; raise the quota',
    },
    {
      what: 'byDueAt',
      quota: `${DUE_SHARDS} shards of ${round(QUOTAS.partitionWritesPerS)} write units/s`,
      chargesPerS: (DUE_SHARDS * QUOTAS.partitionWritesPerS) / dueUnits,
      whatToDo: 'the code must change: more shards (`DUE_SHARDS`, at most 32 as ids are read today)',
    },
    {
      what: 'Charges, the table',
      quota: `${round(QUOTAS.tableWritesPerS)} write units/s`,
      chargesPerS: QUOTAS.tableWritesPerS / chargeUnits(facts, 'Charges'),
      whatToDo: 'raise the quota',
    },
  ];
};

/** What breaks first, in the order of the rate at which it does. */
export const limitsTable = (facts: Facts): string =>
  toTable(
    ['limit', 'as it comes', 'reached at charges/s', 'then'],
    [...limitsOf(facts)]
      .sort((one, other) => one.chargesPerS - other.chargesPerS)
      .map(({ what, quota, chargesPerS, whatToDo }) => [what, quota, Math.floor(chargesPerS), whatToDo]),
  );
