import type { Finding } from '../finding.ts';

/** What a look found: all of a finding but what it is about. */
export type Seen = Omit<Finding, 'name'>;

export interface Look {
  readonly name: string;
  /** The right that it takes, for whoever is refused it. */
  readonly permission: string;
  readonly isOptional?: boolean;
  readonly work: () => Promise<Seen>;
}

/** Why nothing was answered, without the message of the error: only a name is known to hold nothing but a name. */
export const reasonOf = (error: unknown): string => {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'an error without a name';
};

/** Looks at one thing. What AWS refuses to tell, or an emulator does not know, is neither there nor missing. */
export const look = async ({ name, permission, isOptional, work }: Look): Promise<Finding> => {
  const about = { name, ...(isOptional && { isOptional }) };
  try {
    return { ...about, ...(await work()) };
  } catch (error) {
    const why = reasonOf(error);
    const remedy = /^AccessDenied|Unauthorized/.test(why)
      ? `allow ${permission}, or let somebody look who may`
      : `try again; where it stays, see whether ${permission} is known there`;
    return { ...about, verdict: 'cannot tell', seen: `AWS answered ${why}`, remedy };
  }
};
