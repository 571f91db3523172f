import { type Resource, type Stack, UnreadableTemplate } from './cloud-assembly.ts';

export const LOCAL_REGION = 'us-east-1';
const LOCAL_ACCOUNT = '000000000000';

type Intrinsic = readonly [name: string, argument: unknown];

const asIntrinsic = (value: unknown): Intrinsic | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  return entry[0] === 'Ref' || entry[0].startsWith('Fn::') ? entry : undefined;
};

/** What `Ref` of a resource gives on AWS is a name, except for these. */
const ARN_OF_REF: Readonly<Record<string, string>> = {
  'AWS::SecretsManager::Secret': 'secretsmanager',
  'AWS::SNS::Topic': 'sns',
  'AWS::Lambda::Alias': 'lambda',
};

/** Only a table may bring a name of its own: whatever else is called by name here goes by its logical id. */
const nameOf = (logicalId: string, { Properties }: Resource): string => {
  const given = Properties?.TableName;
  return typeof given === 'string' ? given : logicalId;
};

const arn = (service: string, logicalId: string): string =>
  `arn:aws:${service}:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${logicalId}`;

/** The ARN by which a function is known where it is not called by a reference. */
export const functionArn = (functionId: string): string => arn('lambda', `function:${functionId}`);

/** Turns the references of a template into the names that things have in a local run. */
export const localNames = (stack: Stack) => {
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::Region': LOCAL_REGION,
    'AWS::AccountId': LOCAL_ACCOUNT,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack.name,
    'AWS::StackId': arn('cloudformation', `stack/${stack.name}`),
  };

  const refer = (name: string, usedBy: string): string => {
    const resource = stack.resources[name];
    if (resource !== undefined) {
      const service = ARN_OF_REF[resource.Type];
      return service === undefined ? nameOf(name, resource) : arn(service, name);
    }
    const known = pseudo[name] ?? stack.parameters[name]?.Default;
    if (known === undefined)
      throw new UnreadableTemplate(`${usedBy} refers to ${name}, which the template does not have.`);
    return String(known);
  };

  const attribute = (argument: unknown, usedBy: string): string => {
    const [name = '', attributeName = ''] = Array.isArray(argument) ? argument : String(argument).split('.');
    const resource = stack.resources[name];
    if (resource === undefined) {
      throw new UnreadableTemplate(
        `${usedBy} refers to ${name}.${attributeName}, which the template does not have.`,
      );
    }
    const service = resource.Type.split('::')[1]?.toLowerCase() ?? '';
    return attributeName === 'Arn' ? arn(service, name) : `${nameOf(name, resource)}.${attributeName}`;
  };

  const substitute = (argument: unknown, usedBy: string): string => {
    const [text, given] = Array.isArray(argument)
      ? (argument as [string, Record<string, unknown>])
      : [String(argument), {}];
    return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in given) return String(resolve(given[name], usedBy));
      return name.includes('.') ? attribute(name, usedBy) : refer(name, usedBy);
    });
  };

  /** @throws UnreadableTemplate naming `usedBy` where a reference leads nowhere or a function is not known here */
  const resolve = (value: unknown, usedBy: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => resolve(item, usedBy));
    const intrinsic = asIntrinsic(value);
    if (intrinsic === undefined) {
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, usedBy)]));
    }
    const [name, argument] = intrinsic;
    if (name === 'Ref') return refer(String(argument), usedBy);
    if (name === 'Fn::GetAtt') return attribute(argument, usedBy);
    if (name === 'Fn::Sub') return substitute(argument, usedBy);
    if (name === 'Fn::Join') {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map((part) => resolve(part, usedBy)).join(separator);
    }
    throw new UnreadableTemplate(`${usedBy} uses ${name}, which a local run cannot evaluate.`);
  };

  return { resolve };
};

/**
 * The first resource of this type that a value refers to, also through an alias or a version of a function, and
 * wherever in an ARN or a path the reference stands.
 */
export const referredTo = (stack: Stack, value: unknown, type: string): string | undefined => {
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = referredTo(stack, item, type);
      if (found !== undefined) return found;
    }
    return typeof value[0] === 'string' ? referredTo(stack, { Ref: value[0] }, type) : undefined;
  }
  const intrinsic = asIntrinsic(value);
  if (intrinsic === undefined) return undefined;
  const [name, argument] = intrinsic;
  if (name !== 'Ref') return referredTo(stack, argument, type);
  const resource = stack.resources[String(argument)];
  if (resource === undefined) return undefined;
  if (resource.Type === type) return String(argument);
  return referredTo(stack, resource.Properties?.FunctionName, type);
};

export type LocalNames = ReturnType<typeof localNames>;
