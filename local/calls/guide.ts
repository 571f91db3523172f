/** What `GET /` says. */
export const guide = (
  url: string,
  calls: readonly string[],
): string => `Payonce, running locally. In a browser, this address shows what an idempotency key buys.

Take a token, then charge; send the second command twice and look at what moved:

  TOKEN=$(curl -s '${url}/local/token?tenant=demo' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')

  curl -i ${url}/charges \\
    -H "Authorization: Bearer $TOKEN" -H 'Idempotency-Key: first-charge' -H 'Content-Type: application/json' \\
    -d '{"amount":1999,"currency":"EUR","paymentMethod":"pm_card_visa"}'

  curl -s ${url}/local/processor

Lose the answer of the next charge, or kill its function after the money has moved:

  curl -i ${url}/local/faults -d '{"fault":"drop-response"}'
  curl -i ${url}/local/faults -d '{"fault":"crash-after-effect"}'

Only here, not on AWS:

${calls.map((call) => `  ${call}`).join('\n')}
`;
