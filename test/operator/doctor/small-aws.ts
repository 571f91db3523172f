import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Listening, listenLocally } from '../../../local/listen.ts';

/** What an account says when it is asked, by the names of AWS's operations. A text is the name of an error. */
export interface SmallAccount {
  readonly GetCallerIdentity: string | { readonly Account: string; readonly Arn: string };
  /** By name. */
  readonly DescribeStacks: string | Readonly<Record<string, SmallStack>>;
  /** Physical ids of the secrets that are the stack's own. */
  readonly ListStackResources: string | readonly string[];
  readonly DescribeSecret: string | { readonly VersionIdsToStages: Readonly<Record<string, string[]>> };
  readonly GetFunctionConfiguration: string | object;
  readonly GetEmailIdentity: string | Readonly<Record<string, boolean>>;
  readonly GetAccount: string | object;
  readonly GetAccountSettings: string | object;
}

export interface SmallStack {
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface SmallAws {
  readonly endpoint: string;
  /** The operations that were called. */
  readonly calls: readonly string[];
  account: SmallAccount;
  close(): Promise<void>;
}

const XML = ['GetCallerIdentity', 'DescribeStacks', 'ListStackResources'];

interface Answer {
  readonly status: number;
  readonly body: string;
}

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const xml = (operation: string, content: string): Answer => ({
  status: 200,
  body: `<${operation}Response><${operation}Result>${content}</${operation}Result></${operation}Response>`,
});

const xmlError = (code: string, message: string): Answer => ({
  status: 400,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
});

const json = (body: object): Answer => ({ status: 200, body: JSON.stringify(body) });
const jsonError = (code: string): Answer => ({
  status: 400,
  body: JSON.stringify({ __type: code, message: '' }),
});

const stackXml = (name: string, { status, outputs }: SmallStack): string => {
  const members = Object.entries(outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${escaped(value)}</OutputValue></member>`,
  );
  return (
    `<Stacks><member><StackName>${name}</StackName><StackStatus>${status}</StackStatus>` +
    `<CreationTime>2026-11-28T00:00:00Z</CreationTime><Outputs>${members.join('')}</Outputs></member></Stacks>`
  );
};

const operationOf = ({ headers, url = '' }: IncomingMessage, body: string): string => {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.')[1] ?? '';
  const action = new URLSearchParams(body).get('Action');
  if (action !== null) return action;
  if (url.includes('/account-settings')) return 'GetAccountSettings';
  if (url.includes('/functions/')) return 'GetFunctionConfiguration';
  return url.includes('/identities/') ? 'GetEmailIdentity' : 'GetAccount';
};

const describeStacks = (stacks: Readonly<Record<string, SmallStack>>, body: string): Answer => {
  const name = new URLSearchParams(body).get('StackName') ?? '';
  const stack = stacks[name];
  if (stack === undefined) return xmlError('ValidationError', `Stack with id ${name} does not exist`);
  return xml('DescribeStacks', stackXml(name, stack));
};

const listSecrets = (ids: readonly string[]): Answer => {
  const members = ids.map(
    (id) =>
      `<member><LogicalResourceId>Secret</LogicalResourceId><PhysicalResourceId>${id}</PhysicalResourceId>` +
      '<ResourceType>AWS::SecretsManager::Secret</ResourceType></member>',
  );
  return xml('ListStackResources', `<StackResourceSummaries>${members.join('')}</StackResourceSummaries>`);
};

const emailIdentity = (identities: Readonly<Record<string, boolean>>, url: string): Answer => {
  const isVerified = identities[decodeURIComponent(url.split('/').at(-1) ?? '')];
  if (isVerified === undefined) return jsonError('NotFoundException');
  return json({ VerifiedForSendingStatus: isVerified });
};

const answer = (account: SmallAccount, operation: string, url: string, body: string): Answer => {
  const said = account[operation as keyof SmallAccount];
  const isXml = XML.includes(operation);
  if (typeof said === 'string') return isXml ? xmlError(said, 'No.') : jsonError(said);
  if (said === undefined) return jsonError('UnknownOperationException');
  if (operation === 'DescribeStacks') return describeStacks(said as Record<string, SmallStack>, body);
  if (operation === 'ListStackResources') return listSecrets(said as string[]);
  if (operation === 'GetEmailIdentity') return emailIdentity(said as Record<string, boolean>, url);
  if (operation !== 'GetCallerIdentity') return json(said);
  const { Account, Arn } = said as { Account: string; Arn: string };
  return xml(operation, `<Account>${Account}</Account><Arn>${Arn}</Arn><UserId>AIDA</UserId>`);
};

/** As much of AWS as is asked here, on a socket, in the bytes that the SDK reads. */
export const startSmallAws = async (account: SmallAccount): Promise<SmallAws> => {
  const calls: string[] = [];
  let listening: Listening;
  const aws = {
    account,
    calls,
    endpoint: '',
    close: () => listening.close(),
  };
  listening = await listenLocally(async (request, response) => {
    const body = await text(request);
    const operation = operationOf(request, body);
    calls.push(operation);
    const { status, body: reply } = answer(aws.account, operation, request.url ?? '', body);
    response.writeHead(status).end(reply);
  }, 0);
  aws.endpoint = `http://127.0.0.1:${listening.port}`;
  return aws;
};
