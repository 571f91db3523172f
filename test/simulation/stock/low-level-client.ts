import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

type Marshalled = Record<string, AttributeValue>;

/** The same command as a document client takes it. @throws Error for one that the stock layer does not send */
const asDocument = (command: object): object => {
  const { input } = command as { input: Record<string, unknown> };
  const plain = (name: string) =>
    input[name] === undefined ? {} : { [name]: unmarshall(input[name] as Marshalled) };
  const document = {
    ...input,
    ...plain('Key'),
    ...plain('Item'),
    ...plain('ExpressionAttributeValues'),
  } as never;
  if (command instanceof PutItemCommand) return new PutCommand(document);
  if (command instanceof UpdateItemCommand) return new UpdateCommand(document);
  if (command instanceof DeleteItemCommand) return new DeleteCommand(document);
  if (command instanceof GetItemCommand) return new GetCommand(document);
  throw new Error(`not simulated: ${command.constructor.name}`);
};

/**
 * A document client as the SDK's low-level client, for the four commands of the stock layer. What it throws needs no
 * translation: items inside of errors are marshalled in both.
 *
 * The layer looks for the members of a client and adds its name to what goes over the wire, which nothing does here.
 */
export const lowLevelClient = (documentClient: Pick<DynamoDBDocumentClient, 'send'>): DynamoDBClient =>
  ({
    config: {},
    middlewareStack: { identify: () => [], addRelativeTo: () => {} },
    send: async (command: object) => {
      const answer = (await documentClient.send(asDocument(command) as never)) as { Item?: object };
      return answer.Item === undefined ? answer : { ...answer, Item: marshall(answer.Item) };
    },
  }) as unknown as DynamoDBClient;
