import type { ProblemCode } from '../http/problem.ts';

/** What a problem means and what to do about it, for the person who reads its page. */
export interface Guidance {
  readonly meaning: string;
  readonly whatToDo: string;
}

const MEND =
  'Mend the request and send it again: the same key may be used, since nothing was stored under it.';

/** One entry per problem: a problem that nobody can explain does not compile. */
export const PROBLEM_GUIDE: Readonly<Record<ProblemCode, Guidance>> = {
  'idempotency-key-missing': {
    meaning: 'Every POST needs an Idempotency-Key header, and this one has none. Nothing was done.',
    whatToDo:
      'Make one unguessable value per intent (a UUID, when the cart is shown and not per click), keep it, and send it with every repeat.',
  },
  'idempotency-key-invalid': {
    meaning:
      'The key is empty, too long, sent more than once, or holds a character that is not allowed. Nothing was done.',
    whatToDo:
      'Send 1 to 255 visible ASCII characters, once. Only a quoted key ("…", RFC 9651) may hold spaces, commas and quotes.',
  },
  'signature-invalid': {
    meaning:
      'The body is not signed with the secret of this endpoint, or the signature is older than five minutes. Nothing was done.',
    whatToDo:
      'Check that the signing secret of the endpoint at Stripe (whsec_…) is the one that this deployment has. Nobody but Stripe sends events here.',
  },
  'malformed-json': {
    meaning:
      'The body is empty, not UTF-8, not JSON, or JSON that two readers could understand differently: a member twice, one that would set a prototype, half of a surrogate pair, very deep nesting. Nothing was stored.',
    whatToDo: MEND,
  },
  'validation-failed': {
    meaning:
      'The JSON or the query is readable, and some of it is not acceptable. Unknown members count, and so do texts that look like a card number. Nothing was stored.',
    whatToDo: `Read "errors": each entry points (RFC 6901) to what is wrong and says why. ${MEND}`,
  },
  'tenant-missing': {
    meaning:
      'The access token is valid, but the claim that names the tenant is missing or unusable. Nothing was done.',
    whatToDo:
      'Ask whoever issues your tokens for that claim. Another token of the same kind will not be better.',
  },
  'not-found': {
    meaning:
      'There is no such thing, or it belongs to another tenant, which looks the same from here. For ?idempotencyKey=: this key has created nothing.',
    whatToDo: 'Check the id. After looking a key up: the request that it belongs to can safely be sent.',
  },
  'card-declined': {
    meaning:
      'The payment was declined and no money moved. "failure" says why. The answer is final for this key.',
    whatToDo:
      'Show failure.message to the payer. A new try, also with another card, is a new intent with a new key.',
  },
  'request-in-progress': {
    meaning: 'The same request is being worked on right now. Nothing happens twice.',
    whatToDo:
      'Wait for Retry-After, then repeat the request unchanged, with the same key, to get its answer.',
  },
  'charge-abandoned': {
    meaning:
      'Nobody came back for this charge in time, so it was ended: no money moved for it and none will. The answer is final for this key.',
    whatToDo: 'To pay after all, send a new request with a new key.',
  },
  'charge-not-refundable': {
    meaning:
      'No money has moved for this charge that could be given back (it is still processing, or it failed), or it was made at another processor. Nothing was done.',
    whatToDo:
      'Read the charge. While it is "processing" wait for its end, which comes by itself; the same key may then be used.',
  },
  'refund-exceeds-charge': {
    meaning:
      'All refunds of this charge together, those that are still open included, would be more than was charged. Nothing was done. "refundable" says what is left.',
    whatToDo:
      'Ask for no more than "refundable". An open refund that fails gives its amount back: then there may be more.',
  },
  'refund-failed': {
    meaning:
      'The processor refused this refund, or it failed there: "failure" says why. No money moved back, and its amount can be refunded again. The answer is final for this key.',
    whatToDo: 'Look at the reason. To try again, send a new request with a new key.',
  },
  'refund-abandoned': {
    meaning:
      'The processor could not be reached when this refund was asked for, and nobody came back for it in time. No money moved back. The answer is final for this key.',
    whatToDo: 'To refund after all, send a new request with a new key.',
  },
  'order-payment-in-progress': {
    meaning:
      'A charge, named by "chargeId", is paying this order. Until it ends the order can be neither charged again nor changed.',
    whatToDo:
      'Wait for Retry-After, then read that charge, or repeat this request unchanged with the same key.',
  },
  'order-already-paid': {
    meaning:
      'The charge named by "chargeId" has paid this order. It is not charged again and cannot be changed.',
    whatToDo: 'Nothing: the money is there. Treat the order as paid.',
  },
  'order-not-editable': {
    meaning: 'The order was canceled. It can be neither charged nor changed any more.',
    whatToDo: 'Place a new order, and charge that one.',
  },
  'order-amount-mismatch': {
    meaning:
      'The amount or the currency is not that of the order, which "total" and "currency" tell. Nothing was charged.',
    whatToDo: 'Charge exactly that, or replace the order first. The same key may be used.',
  },
  'precondition-failed': {
    meaning:
      'The order is not the version that If-Match names: somebody has changed it since. Nothing was written.',
    whatToDo: 'Read the order again, decide again, and send the new ETag in If-Match.',
  },
  'body-too-large': {
    meaning: 'The body is larger than what is accepted. Nothing was stored.',
    whatToDo: 'Send less: the detail says how much is accepted.',
  },
  'unsupported-media-type': {
    meaning: 'The body is not declared as JSON in UTF-8. Nothing was stored.',
    whatToDo: 'Send content-type: application/json. The same key may be used.',
  },
  'idempotency-key-reused': {
    meaning:
      'This key was used before with another request. Requests are compared as they were sent: EUR and eur, or null and left out, are two requests. Nothing was done now.',
    whatToDo:
      'Look at what the key did (GET on the collection, with ?idempotencyKey=) before you send anything anew. Only a new intent gets a new key.',
  },
  'internal-error': {
    meaning: 'Something went wrong here, by our mistake. It may or may not have happened.',
    whatToDo:
      'Repeat the request unchanged, with the same key if it has one: it will not happen twice. If it stays so, report "instance".',
  },
  'outcome-unknown': {
    meaning:
      'Nobody knows yet whether it happened: an answer was lost on the way. A charge stays "processing" until it is known.',
    whatToDo:
      'Wait for Retry-After, then repeat the request unchanged with the same key: that finds out, and never charges twice. Do not use a new key.',
  },
  unavailable: {
    meaning: 'The database or the payment processor cannot be reached. This attempt did nothing.',
    whatToDo: 'Wait for Retry-After, then repeat the request unchanged, with the same key if it has one.',
  },
};
