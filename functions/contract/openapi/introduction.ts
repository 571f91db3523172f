/** What the document says before it goes into operations. */
export const INTRODUCTION = `
Charges and orders that happen once: clicking Pay twice does not charge twice.

## Idempotency keys

Every POST needs an \`Idempotency-Key\`: one new, unguessable value per intent, the same on every repeat. The same tenant, the same key and the same request make the effect happen once, whatever crashes, stalls, times out or comes back late in between. A key is remembered for ever.

- Stored answers (201, and the problems \`card-declined\` and \`charge-abandoned\`) are repeated byte for byte, with \`Idempotent-Replayed: true\`. All others may change.
- The request is compared as it was sent. Order of members and white space make no difference; everything else does: \`EUR\` and \`eur\`, or \`null\` and a member that is left out, are two requests, and the second one under the same key is refused (\`idempotency-key-reused\`).
- A replay shows the charge as it was answered first: GET shows it as it is.
- \`processing\` means that no outcome is known yet: neither success nor failure. Repeat the request with the same key, or read the charge.
- GET, PUT and DELETE are idempotent by nature: they need no key and ignore one. \`PUT\` without \`If-Match\` is last-writer-wins.

\`x-idempotency\` says all this for programs; its \`description\` explains its members.

## Money, times, texts

Money is an integer in minor units (cents) with an ISO 4217 code. Amounts below the processor's own minimum are declined (\`card-declined\` with the failure \`payment-refused\` or \`amount-not-supported\`). Times are RFC 3339, UTC. Members that are not known are errors in requests; in answers, ignore those that you do not know.

Card numbers are never accepted: only tokens of the payment processor. A text that looks like a card number (14 to 19 digits, bare or in groups, of a card scheme and with a valid check digit) is refused with \`validation-failed\` wherever it stands, references included, and is neither stored nor repeated.

## Problems

What goes wrong is a problem document (RFC 9457). Programs go by \`code\` and \`retry\`: \`never\` (mend the request first), \`same-key\` (repeat it unchanged, after \`Retry-After\`), \`new-key\` (final; trying again is a new intent with a new key). \`type\` leads to a page that explains the problem. \`type\` and \`Location\` are path-absolute: resolve them against the address of the API.

What API Gateway answers by itself (401, 403 and 429, an unknown path, a function that broke off) has a body of its own, \`{"message": "…"}\`: go by the status. After a 5xx, and after no answer at all, repeat the request unchanged with the same key.

## Tenants

The tenant is a claim of the access token, and keys belong to it. What belongs to another tenant does not exist as far as you can see: 404.
`.trim();
