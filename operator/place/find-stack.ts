import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
  type Stack,
} from '@aws-sdk/client-cloudformation';

/**
 * @param name or ARN; only the ARN still means something when the stack is gone
 * @returns `undefined` where there is none, or none any more
 */
export const findStack = async (client: CloudFormationClient, name: string): Promise<Stack | undefined> => {
  try {
    const { Stacks: stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return stacks.find(({ StackStatus: status }) => status !== 'DELETE_COMPLETE');
  } catch (error) {
    if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
};

export type Outputs = ReadonlyMap<string, string>;

export const outputsOf = (stack: Stack | undefined): Outputs =>
  new Map(
    (stack?.Outputs ?? []).map(({ OutputKey: key = '', OutputValue: value = '' }) => [key, value] as const),
  );

/** What the resources of a type are called in the account. */
export const physicalIdsOf = async (
  client: CloudFormationClient,
  StackName: string,
  type: string,
): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  for await (const { StackResourceSummaries: page = [] } of paginateListStackResources(
    { client },
    { StackName },
  ))
    for (const { ResourceType, PhysicalResourceId: id } of page)
      if (ResourceType === type && id !== undefined) ids.add(id);
  return ids;
};
