import { newCharge } from '../../charges/schema.ts';
import { METADATA_ENTRIES_MAX, metadata } from '../../http/fields.ts';
import { orderContent, orderItem } from '../../orders/schema.ts';
import { newRefund } from '../../refunds/schema.ts';
import { AMOUNT_MAX } from '../../shared/money.ts';
import { CHARGE_SENT, ORDER_SENT, REFUND_SENT } from './examples.ts';
import { NOTES, note } from './notes.ts';

const NO_CARD_NUMBERS =
  'A text that looks like a card number is refused, wherever it stands: send tokens of your payment processor only.';

const CURRENCY = {
  description:
    'ISO 4217, of the currencies with a decimal minor unit. Both cases are accepted and upper case is answered; `EUR` and `eur` are two requests all the same, since a request is compared as it was sent.',
  // What the validating code does is more than a pattern can say: the code must be one that exists.
  pattern: '^[A-Za-z]{3}$',
};

NOTES.add(metadata, { maxProperties: METADATA_ENTRIES_MAX });

note(
  newCharge,
  {
    id: 'NewCharge',
    description:
      'What is to be charged. Members that may be left out may also be `null`; that makes two different requests, since a request is compared as it was sent.',
    examples: [CHARGE_SENT],
  },
  {
    amount:
      "Minor units (cents). An amount below the processor's own minimum, which differs from currency to currency, is accepted and then declined: `card-declined` with the failure `payment-refused` or `amount-not-supported`.",
    currency: CURRENCY,
    paymentMethod: `A token of the payment processor, such as \`pm_card_visa\`. Never a card number. ${NO_CARD_NUMBERS}`,
    orderId:
      'The order that this charge pays. Amount and currency must be exactly those of the order, and an order is paid by one charge at most, whatever keys are used.',
    receiptEmail: 'Where a receipt may go to. It is not answered back.',
    description: `A text for people. ${NO_CARD_NUMBERS}`,
    metadata: `Up to ${METADATA_ENTRIES_MAX} texts of your own, by name. ${NO_CARD_NUMBERS}`,
  },
);

note(
  newRefund,
  {
    id: 'NewRefund',
    description:
      'What is to be given back. Members that may be left out may also be `null`; that makes two different requests, since a request is compared as it was sent.',
    examples: [REFUND_SENT],
  },
  {
    amount: 'Minor units, in the currency of the charge. Left out: all that is left.',
    reason: 'Why. For people and statistics: it changes nothing.',
  },
);

note(
  orderItem,
  { id: 'OrderItem', description: 'One line of an order.' },
  {
    sku: `What is sold, by your own name for it. ${NO_CARD_NUMBERS}`,
    quantity: 'How many.',
    unitAmount: 'The price of one, in minor units. A free item is an item.',
  },
);

note(orderContent.shape.customer, {}, { email: 'An email address: where receipts go to.' });

note(
  orderContent,
  {
    id: 'OrderContent',
    description: 'What is ordered. A PUT replaces all of it.',
    examples: [ORDER_SENT],
  },
  {
    currency: CURRENCY,
    items: `What is ordered, line by line. All of it together must cost 1 to ${AMOUNT_MAX} minor units.`,
    customer: 'Who orders.',
    metadata: `Up to ${METADATA_ENTRIES_MAX} texts of your own, by name. ${NO_CARD_NUMBERS}`,
  },
);
