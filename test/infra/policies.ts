import type { Template } from 'aws-cdk-lib/assertions';

/** One statement of any policy: of a role, of a key, of a queue, or a permission that a function gives. */
export interface PolicyStatement {
  /** Where it stands, as CloudFormation calls it. */
  readonly type: string;
  readonly id: string;
  readonly effect: string;
  readonly actions: readonly string[];
  /** References as `${LogicalId}` and `${LogicalId.Attribute}`. */
  readonly resources: readonly string[];
  /** Whatever says "all but": a wildcard by another name. */
  readonly exceptions: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** An intrinsic function as the text that it will be. */
const textOf = (value: unknown): string => {
  if (!isObject(value)) return String(value);
  if (typeof value.Ref === 'string') return `\${${value.Ref}}`;
  const { 'Fn::GetAtt': attribute, 'Fn::Join': join } = value;
  if (Array.isArray(attribute)) return `\${${attribute.join('.')}}`;
  if (Array.isArray(join)) return listOf(join[1]).map(textOf).join(String(join[0]));
  return JSON.stringify(value);
};

/** Policies are found by their shape, so that one in a place that nobody has thought of is found as well. */
const statementsBelow = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(statementsBelow);
  if (!isObject(value)) return [];
  const own = 'Statement' in value ? listOf(value.Statement).filter(isObject) : [];
  return [...own, ...Object.values(value).flatMap(statementsBelow)];
};

export const policyStatementsOf = (template: Template): PolicyStatement[] =>
  Object.entries(template.toJSON().Resources as Record<string, { Type: string; Properties?: Json }>).flatMap(
    ([id, { Type: type, Properties: properties = {} }]) => {
      const permission =
        type === 'AWS::Lambda::Permission'
          ? [{ Effect: 'Allow', Action: properties.Action, Resource: properties.SourceArn }]
          : [];
      return [...permission, ...statementsBelow(properties)].map((statement: Json) => ({
        type,
        id,
        effect: String(statement.Effect),
        actions: listOf(statement.Action).map(String),
        resources: listOf(statement.Resource).map(textOf),
        exceptions: ['NotAction', 'NotResource', 'NotPrincipal'].filter((name) => name in statement),
      }));
    },
  );
