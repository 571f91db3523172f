import { notSimulated } from './not-simulated.ts';

interface KeyElement {
  readonly AttributeName?: string | undefined;
  readonly KeyType?: string | undefined;
}

/** What `CreateTable` takes and what `DescribeTable` answers, as far as the simulation looks at it. */
export interface TableDefinition {
  readonly TableName?: string | undefined;
  readonly KeySchema?: readonly KeyElement[] | undefined;
  readonly AttributeDefinitions?:
    | readonly { readonly AttributeName?: string | undefined; readonly AttributeType?: string | undefined }[]
    | undefined;
  readonly GlobalSecondaryIndexes?:
    | readonly {
        readonly IndexName?: string | undefined;
        readonly KeySchema?: readonly KeyElement[] | undefined;
        readonly Projection?: { readonly ProjectionType?: string | undefined } | undefined;
      }[]
    | undefined;
}

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N';
}

export interface Index {
  readonly partition: KeyAttribute;
  readonly sort: KeyAttribute;
}

export interface Table {
  readonly key: KeyAttribute;
  readonly indexes: ReadonlyMap<string, Index>;
}

/**
 * Tables with one key of a single attribute, and indexes of keys only with a partition and a sort key: those of the
 * template.
 *
 * @throws Error for every other one
 */
export const readTable = (definition: TableDefinition): Table => {
  const keyIn = (schema: readonly KeyElement[] | undefined, keyType: string): KeyAttribute => {
    const name = schema?.find((element) => element.KeyType === keyType)?.AttributeName;
    const type = definition.AttributeDefinitions?.find(
      ({ AttributeName }) => AttributeName === name,
    )?.AttributeType;
    if (name === undefined || (type !== 'S' && type !== 'N'))
      throw notSimulated(`a ${keyType} key like this`);
    return { name, type };
  };
  if (definition.KeySchema?.length !== 1) throw notSimulated('a table with a sort key');
  return {
    key: keyIn(definition.KeySchema, 'HASH'),
    indexes: new Map(
      (definition.GlobalSecondaryIndexes ?? []).map(({ IndexName = '', KeySchema, Projection }) => {
        if (Projection?.ProjectionType !== 'KEYS_ONLY') throw notSimulated('an index of more than keys');
        return [IndexName, { partition: keyIn(KeySchema, 'HASH'), sort: keyIn(KeySchema, 'RANGE') }];
      }),
    ),
  };
};
