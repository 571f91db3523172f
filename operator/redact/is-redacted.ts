import { isDeepStrictEqual } from 'node:util';
import type { Redaction, Stored } from '../../functions/privacy/redaction.ts';

/** Whether a redaction would change nothing any more: whoever runs the command twice writes once. */
export const isRedacted = (item: Stored<object>, { set, body }: Redaction): boolean => {
  const members = item as Readonly<Record<string, unknown>>;
  const isSame = Object.entries(set).every(([name, value]) => isDeepStrictEqual(members[name], value));
  return isSame && item.record.state === 'completed' && item.record.response.body === body;
};
