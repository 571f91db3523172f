type Members = Readonly<Record<string, unknown>>;

interface Write {
  readonly TableName?: string;
  readonly Key?: Members;
  readonly Item?: Members;
}

interface Asked extends Write {
  readonly TransactItems?: readonly { readonly Put?: Write; readonly Update?: Write }[];
}

/** The charge or the refund that a command reads or writes, alone or with its order; `undefined` when it is about none. */
export const itemIdOf = (command: object): string | undefined => {
  const { input } = command as { readonly input: Asked };
  const writes =
    input.TransactItems === undefined
      ? [input]
      : input.TransactItems.map(({ Put, Update }): Write => Put ?? Update ?? {});
  const write = writes.find(({ TableName }) => TableName === 'charges');
  const pk = write?.Key?.pk ?? write?.Item?.pk;
  return typeof pk === 'string' ? pk.slice(pk.indexOf('#') + 1) : undefined;
};
