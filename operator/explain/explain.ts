import { LAYOUT_VERSION } from '../../functions/idempotency/record.ts';
import { toTimestamp } from '../../functions/shared/clock.ts';
import { openPlace } from '../place/place.ts';
import { type Found, gather } from './gather.ts';
import { tellLogQuery } from './log-query.ts';
import { readExplainOptions } from './options.ts';
import { tellCharge } from './tell-charge.ts';
import { tellOrder } from './tell-order.ts';
import { tellRefund } from './tell-refund.ts';

const itemOf = (found: Found) => {
  if (found.kind === 'charge') return found.charge;
  return found.kind === 'order' ? found.order : found.refund;
};

/**
 * The history in plain words, a sentence or two each. Addresses, descriptions, metadata and stored bodies are never part
 * of it.
 */
export const tell = (found: Found, logGroups: readonly string[], nowMs: number): string[] => {
  const item = itemOf(found);
  if (item.record?.layoutVersion !== LAYOUT_VERSION)
    return [
      `${item.id} of ${item.tenant} is ${item.status}, says its item.`,
      'Its record is of a layout that this version does not know, or was put there by hand. Nobody acts on it: whoever repeats ' +
        'the request gets 503 unavailable.',
    ];
  switch (found.kind) {
    case 'charge':
      return [
        ...tellCharge(found, nowMs),
        tellLogQuery(found.charge.record, found.charge.id, logGroups, nowMs),
      ];
    case 'refund':
      return [
        ...tellRefund(found.refund, nowMs),
        tellLogQuery(found.refund.record, found.refund.id, logGroups, nowMs),
      ];
    case 'order':
      return [
        ...tellOrder(found.order, nowMs),
        tellLogQuery(found.order.record, found.order.id, logGroups, nowMs),
      ];
  }
};

/** `npm run explain`: exit status 1 when there is nothing to explain. @throws Refused */
export const explain = async (args: readonly string[], write: (line: string) => void): Promise<number> => {
  const { place: where, tenant, id, about } = readExplainOptions(args, process.env);
  const place = await openPlace(where);
  try {
    const found = await gather(place, tenant, id);
    if (found === undefined) {
      write(`Nothing is on record here for ${about}, tenant ${tenant}.`);
      return 1;
    }
    const nowMs = Date.now();
    for (const [index, line] of tell(found, place.logGroups, nowMs).entries()) write(`${index + 1}. ${line}`);
    write(`Told at ${toTimestamp(nowMs)}; times in brackets are counted from the claim.`);
    return 0;
  } finally {
    place.close();
  }
};
