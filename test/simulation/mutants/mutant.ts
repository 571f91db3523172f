/** One change to one file of the code. `from` stands there exactly once. */
export interface Edit {
  /** From the project's root. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A bug that somebody could write: a rule of the protocol left out, or bent. */
export interface Mutant {
  /** What the code does then, in plain words. */
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Why it breaks no promise: what else covers the rule. Such a mutant must survive, or the reason is wrong. */
  readonly harmless?: string;
}

/** A mutant of changes to one file, given as pairs of what stands there and what stands there then. */
export const mutantIn =
  (file: string) =>
  (
    name: string,
    changes: readonly (readonly [from: string, to: string])[],
    more: Pick<Mutant, 'harmless'> = {},
  ): Mutant => ({ name, edits: changes.map(([from, to]) => ({ file, from, to })), ...more });

/** Several bugs at once: shows which rules cover for each other. */
export const together = (
  name: string,
  mutants: readonly Mutant[],
  more: Pick<Mutant, 'harmless'> = {},
): Mutant => ({ name, edits: mutants.flatMap(({ edits }) => edits), ...more });

/**
 * The source of `file` as the mutant has it.
 *
 * @throws Error when the code has changed so that the mutant means nothing any more
 */
export const mutated = ({ name, edits }: Mutant, file: string, source: string): string => {
  let text = source;
  for (const edit of edits) {
    if (edit.file !== file) continue;
    const parts = text.split(edit.from);
    if (parts.length !== 2)
      throw new Error(`no longer applies: "${name}": ${file} has ${parts.length - 1} times\n${edit.from}`);
    text = parts.join(edit.to);
  }
  return text;
};
