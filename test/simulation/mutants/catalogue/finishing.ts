import { mutantIn } from '../mutant.ts';

const inFinish = mutantIn('functions/idempotency/finish.ts');

/** How the end of an attempt is written down. */
export const FINISHING = [
  inFinish('a takeover releases', [['&& startsFromNothing(attempt)', "&& attempt.kind !== 'settle'"]]),
  inFinish('what is unknown is released', [
    [
      "ending.kind === 'not-started' && startsFromNothing(attempt))\n      return await release(work, claimed, ending.alongside ?? [])",
      'startsFromNothing(attempt))\n      return await release(work, claimed, (ending as { alongside?: [] }).alongside ?? [])',
    ],
  ]),
  inFinish(
    'nothing is ever released',
    [
      [
        "ending.kind === 'not-started' && startsFromNothing(attempt)",
        "ending.kind === 'not-started' && false",
      ],
    ],
    {
      harmless:
        'the claim stays until its lease is over, as after a crash: it costs the client half a minute.',
    },
  ),
  inFinish('who was fenced out answers for itself', [
    ["if (result.kind === 'found') return fencedOut(work, result.item, attempt);", ''],
  ]),
  inFinish(
    'who was fenced out does not read what the other one wrote',
    [
      [
        "if (winner.state === 'completed')",
        "if (winner.state === 'completed' && winner.owner === attempt.owner)",
      ],
    ],
    { harmless: 'the client is told that nobody knows yet, and gets the stored answer when it comes back.' },
  ),
  inFinish('who was fenced out frees the order while the other one still pays', [
    [
      "return result.kind === 'found' ? fencedOut(work, result.item, attempt) : unavailable;",
      `if (result.kind !== 'found') return unavailable;
  const winner = recordOf(result.item) as Released;
  await store.reopen(address, winner, winner, alongside, untilMs(attempt));
  return fencedOut(work, result.item, attempt);`,
    ],
  ]),
  inFinish('a completion that the store does not answer counts as stored', [
    [
      'if (error instanceof StoreUnavailable) return unknown();',
      `if (error instanceof StoreUnavailable && ending.kind === 'completed')
      return { kind: 'executed', response: ending.response, attempt: attempt.kind };
    if (error instanceof StoreUnavailable) return unknown();`,
    ],
  ]),
  inFinish('a completion or release that the store does not answer says that nothing happened', [
    [
      'if (error instanceof StoreUnavailable) return unknown();',
      'if (error instanceof StoreUnavailable) return unavailable;',
    ],
  ]),
  inFinish(
    'a charge that has lost its order is not written down',
    [['  return write([]);\n', '  return result;\n']],
    {
      harmless: 'no charge ever loses its order: this is for a mistake of ours, and raises an alarm.',
    },
  ),
];
