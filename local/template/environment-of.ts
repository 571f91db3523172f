import type { Template } from './model.ts';

/** What functions are told under this name: they are all told the same. `undefined`: none is told anything. */
export const environmentOf = ({ functions }: Pick<Template, 'functions'>, name: string): string | undefined =>
  functions.map(({ environment }) => environment[name]).find((value) => value !== undefined);
