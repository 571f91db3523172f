import type { Template } from 'aws-cdk-lib/assertions';

// biome-ignore lint/suspicious/noExplicitAny: CloudFormation, as it comes.
type Properties = Record<string, any>;

export interface Resource {
  readonly id: string;
  readonly path: string;
  readonly properties: Properties;
  readonly deletionPolicy: string | undefined;
}

export interface Statement {
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
}

export const resourcesOf = (template: Template, type: string): Resource[] =>
  Object.entries(template.findResources(type)).map(([id, resource]) => ({
    id,
    path: resource.Metadata?.['aws:cdk:path'] ?? '',
    properties: resource.Properties,
    deletionPolicy: resource.DeletionPolicy,
  }));

/** The table by the name of its construct: `Charges`, `Orders`, `Idempotency`. */
export const tableOf = (template: Template, name: string): Resource => {
  const table = resourcesOf(template, 'AWS::DynamoDB::Table').find(({ path }) =>
    path.startsWith(`Payonce/${name}/`),
  );
  if (table === undefined) throw new Error(`The template has no table ${name}`);
  return table;
};

export const functionOf = (template: Template, operation: string): Resource => {
  const found = resourcesOf(template, 'AWS::Lambda::Function').find(
    ({ properties }) => properties.Description === operation,
  );
  if (found === undefined) throw new Error(`The template has no function ${operation}`);
  return found;
};

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

export const statementsOf = ({ properties }: Resource): Statement[] =>
  properties.PolicyDocument.Statement.map((statement: Properties) => ({
    effect: statement.Effect,
    actions: listOf(statement.Action),
    resources: listOf(statement.Resource),
  }));

/** What the function behind an operation may do. */
export const permissionsOf = (template: Template, operation: string): Statement[] => {
  const roleId = functionOf(template, operation).properties.Role['Fn::GetAtt'][0];
  return resourcesOf(template, 'AWS::IAM::Policy')
    .filter(({ properties }) => properties.Roles.some((role: { Ref: string }) => role.Ref === roleId))
    .flatMap(statementsOf);
};

/** Actions on one table, and on its indexes as `<index>: <action>`. */
export const tableActionsOf = (template: Template, operation: string, table: string): string[] => {
  const { id } = tableOf(template, table);
  return permissionsOf(template, operation)
    .flatMap(({ actions, resources }) =>
      resources.flatMap((resource) => {
        const text = JSON.stringify(resource);
        if (!text.includes(`"${id}"`)) return [];
        const index = /\/index\/(\w+)/.exec(text)?.[1];
        return actions.map((action) => (index === undefined ? action : `${index}: ${action}`));
      }),
    )
    .sort();
};
