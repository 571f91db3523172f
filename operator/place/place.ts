import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openAws } from './aws.ts';
import { openLocal } from './local.ts';
import type { PlaceOptions } from './options.ts';

/** A deployment's tables, to be read by whoever runs it. */
export interface Place {
  readonly documentClient: DynamoDBDocumentClient;
  readonly tables: { readonly charges: string; readonly orders: string; readonly idempotency: string };
  /** Where its functions write. Empty in a local run: there they write to its standard error. */
  readonly logGroups: readonly string[];
  close(): void;
}

/** @throws Refused in a sentence that says what is missing */
export const openPlace = (options: PlaceOptions): Promise<Place> =>
  options.kind === 'aws' ? openAws(options.stack) : openLocal(options.url);
