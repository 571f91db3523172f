import {
  BatchGetCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { notSimulated } from './not-simulated.ts';
import { query } from './query.ts';
import { batchGet, get } from './read.ts';
import type { State, Tables } from './state.ts';
import { put, remove, transactWrite, update } from './write.ts';

export interface Applied {
  readonly state: State;
  /** As a document client gives it, besides what it says of the connection. */
  readonly answer: object;
}

/**
 * One command, at one moment. The state that was given stays what it was.
 *
 * @param indexed what indexes show; an older state where they are to be behind
 * @throws the SDK's own error where DynamoDB refuses; Error "not simulated: …" where the simulation cannot tell
 */
export const apply = (tables: Tables, state: State, command: object, indexed: State): Applied => {
  if (command instanceof GetCommand) return { state, answer: get(tables, state, command.input) };
  if (command instanceof BatchGetCommand) return { state, answer: batchGet(tables, state, command.input) };
  if (command instanceof QueryCommand) return { state, answer: query(tables, indexed, command.input) };
  if (command instanceof PutCommand) return { state: put(tables, state, command.input), answer: {} };
  if (command instanceof UpdateCommand) return { state: update(tables, state, command.input), answer: {} };
  if (command instanceof DeleteCommand) return { state: remove(tables, state, command.input), answer: {} };
  if (command instanceof TransactWriteCommand)
    return { state: transactWrite(tables, state, command.input), answer: {} };
  throw notSimulated(command.constructor.name);
};
