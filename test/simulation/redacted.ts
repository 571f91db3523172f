import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;

/** Stands where an order's address was. */
export const REDACTED_EMAIL = 'redacted@redacted.invalid';

const NOTHING: AttributeValue = { NULL: true };

const MEMBERS: Readonly<Record<string, object>> = {
  charge: { description: null, metadata: null },
  order: { customer: { email: REDACTED_EMAIL }, metadata: null },
};

/**
 * What a redaction leaves of a resource. Said once more and not taken from the production code: that would be held to
 * nothing but itself.
 */
export const redacted = (json: Record<string, unknown>): Record<string, unknown> => ({
  ...json,
  ...MEMBERS[String(json.object)],
});

/** The same of a reply: a problem stays as it is. */
export const redactedText = (text: string): string =>
  text.startsWith('{') ? JSON.stringify(redacted(JSON.parse(text))) : text;

export const isOrder = (item: Item): boolean => item.id?.S?.startsWith('ord_') === true;

export const isRedactedOrder = (item: Item): boolean => item.customer?.M?.email?.S === REDACTED_EMAIL;

/** Whether somebody works on it, or has it for a payment. */
export const isOpen = (item: Item): boolean =>
  isOrder(item) ? item.status?.S === 'paying' : item.record?.M?.state?.S !== 'completed';

/** What a redaction leaves of an item that has ended: the same but for what it takes out. */
export const redactedItem = (item: Item, redactedAtMs: AttributeValue | undefined): Item => {
  const record = item.record?.M ?? {};
  const response = record.response?.M ?? {};
  const body = { S: redactedText(response.body?.S ?? '') };
  const members: Item = isOrder(item)
    ? {
        customer: { M: { email: { S: REDACTED_EMAIL } } },
        // It counts as a change, so that nobody who has seen the order before writes over it.
        version: { N: String(Number(item.version?.N) + 1) },
      }
    : { receiptEmail: NOTHING, description: NOTHING };
  return {
    ...item,
    ...members,
    metadata: NOTHING,
    record: { M: { ...record, response: { M: { ...response, body } } } },
    ...(redactedAtMs !== undefined && { redactedAtMs }),
  };
};
