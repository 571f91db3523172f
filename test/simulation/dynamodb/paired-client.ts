import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import canonicalize from 'canonicalize';

type Said = Readonly<Record<string, unknown>>;

const byKey = (one: { readonly pk?: unknown }, other: { readonly pk?: unknown }): number =>
  String(one.pk) < String(other.pk) ? -1 : 1;

/** An answer without what it says of the connection; a batch comes in any order. */
const answered = ({ $metadata: _, ...answer }: Said): Said => {
  const responses = Object.entries((answer.Responses ?? {}) as Record<string, { pk?: unknown }[]>);
  if (responses.length === 0) return answer;
  const sorted = responses.map(([table, items]) => [table, [...items].sort(byKey)]);
  return { ...answer, Responses: Object.fromEntries(sorted) };
};

const thrown = (error: unknown): Said => {
  const { name, message, Item, CancellationReasons } = error as Error & Said;
  return { name, message, Item, CancellationReasons };
};

/** Equal but for the order of members, which a map has not, and for whose realm the objects are of. */
const isEqual = (one: Said, other: Said): boolean => canonicalize(one) === canonicalize(other);

export interface Difference {
  readonly command: unknown;
  readonly engine: Said;
  readonly simulated: Said;
}

/**
 * A client that asks the engine and the simulation the same, one command after another, whoever sends at the same
 * time. It says what the engine says, and keeps every difference: those who send may drop what is thrown.
 */
export const pairClients = (engine: DynamoDBDocumentClient, simulated: DynamoDBDocumentClient) => {
  const differences: Difference[] = [];
  let commands = 0;

  const sendToBoth = async (command: never): Promise<unknown> => {
    const { input } = command as { input: unknown };
    // The engine's client may not be shown what the simulation might have done to it.
    const kept = JSON.stringify(input);
    const bySimulation = await simulated.send(command).then(answered as () => Said, thrown);
    const toEngine = engine.send(command);
    const byEngine = await toEngine.then(answered as () => Said, thrown);
    commands += 1;
    if (!isEqual(bySimulation, byEngine) || JSON.stringify(input) !== kept)
      differences.push({ command: JSON.parse(kept), engine: byEngine, simulated: bySimulation });
    return toEngine;
  };

  let before: Promise<unknown> = Promise.resolve();
  const send = (command: never): Promise<unknown> => {
    const sent = before.then(() => sendToBoth(command));
    before = sent.catch(() => undefined);
    return sent;
  };
  return {
    documentClient: { send } as unknown as DynamoDBDocumentClient,
    differences,
    commandCount: () => commands,
  };
};
