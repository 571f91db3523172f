import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import type { AttributeValue, DynamoDBRecord, StreamRecord } from 'aws-lambda';
import { LOCAL_REGION } from '../template/references.ts';

/** A record of a stream as Lambda hands it to a function. */
export interface LambdaRecord extends DynamoDBRecord {
  readonly dynamodb: StreamRecord & { readonly SequenceNumber: string };
}

type Wire = NonNullable<NonNullable<_Record['dynamodb']>['NewImage']>[string];

/** Bytes are text in JSON. */
const toAttribute = (value: Wire): AttributeValue => {
  if (value.B !== undefined) return { B: Buffer.from(value.B).toString('base64') };
  if (value.BS !== undefined) return { BS: value.BS.map((bytes) => Buffer.from(bytes).toString('base64')) };
  if (value.L !== undefined) return { L: value.L.map(toAttribute) };
  if (value.M !== undefined) return { M: toImage(value.M) };
  return value as AttributeValue;
};

const toImage = (image: Readonly<Record<string, Wire>>): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, toAttribute(value)]));

/** Turns what `GetRecords` answers into what a function is sent. */
export const toLambdaRecord = (
  { eventID, eventName, eventVersion, dynamodb = {} }: _Record,
  streamArn: string,
): LambdaRecord => {
  const { Keys, NewImage, OldImage, ApproximateCreationDateTime: created } = dynamodb;
  return {
    eventID: eventID ?? '',
    ...(eventName && { eventName }),
    eventVersion: eventVersion ?? '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: LOCAL_REGION,
    dynamodb: {
      // In whole seconds, as AWS sends it.
      ApproximateCreationDateTime: Math.floor((created?.getTime() ?? 0) / 1000),
      Keys: toImage(Keys ?? {}),
      ...(NewImage && { NewImage: toImage(NewImage) }),
      ...(OldImage && { OldImage: toImage(OldImage) }),
      SequenceNumber: dynamodb.SequenceNumber ?? '',
      SizeBytes: dynamodb.SizeBytes ?? 0,
      ...(dynamodb.StreamViewType && { StreamViewType: dynamodb.StreamViewType }),
    },
    eventSourceARN: streamArn,
  };
};
