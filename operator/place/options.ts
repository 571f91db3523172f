import { parseArgs } from 'node:util';
import { Refused } from './refused.ts';

/** Which deployment is meant. */
export type PlaceOptions =
  | { readonly kind: 'local'; readonly url: string }
  | { readonly kind: 'aws'; readonly stack: string };

const STACK_DEFAULT = 'payonce-dev';

const PLACE = {
  aws: { type: 'boolean', default: false },
  stack: { type: 'string' },
  url: { type: 'string' },
} as const;

type Values = Readonly<Record<string, string | boolean | undefined>>;

/** What stands after the command. */
export interface Arguments {
  readonly place: PlaceOptions;
  readonly values: Values;
  readonly positionals: readonly string[];
}

/**
 * Reads the options that every command has, and its own.
 *
 * @param own names of the command's own options: `string` ones take a value
 * @throws Refused with `usage`
 */
export const readArguments = (
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  own: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>,
  usage: string,
): Arguments => {
  const parse = () => {
    try {
      return parseArgs({ args: [...args], options: { ...PLACE, ...own }, allowPositionals: true });
    } catch (cause) {
      throw new Refused(`${cause instanceof Error ? cause.message : 'Wrong options.'}\n\n${usage}`, {
        cause,
      });
    }
  };
  const { values, positionals } = parse();
  const { aws, stack, url } = values as { aws?: boolean; stack?: string; url?: string };
  if (aws && url !== undefined) throw new Refused('--url is of a local run and --aws is not one: give one.');
  if (!aws && stack !== undefined) throw new Refused('--stack names a stack on AWS: add --aws.');
  const place: PlaceOptions = aws
    ? { kind: 'aws', stack: stack ?? STACK_DEFAULT }
    : { kind: 'local', url: url ?? `http://localhost:${environment.PORT || 3000}` };
  return { place, values: values as Values, positionals };
};
