import { getSecret } from '@aws-lambda-powertools/parameters/secrets';

/** A rotated secret is picked up within this time, without a deploy. */
const SECRET_MAX_AGE_S = 300;

export interface SecretPlace {
  /** Set by local runs only: on AWS it is in Secrets Manager. */
  readonly local: string | undefined;
  /** Not asked for where it is local. */
  readonly secretId: () => string;
  /** What to do when there is nothing in it, in a sentence. */
  readonly ifEmpty: string;
}

/**
 * Reads a secret when it is first needed, and keeps it for five minutes.
 *
 * @throws Error with `ifEmpty`
 */
export const secretReader =
  ({ local, secretId, ifEmpty }: SecretPlace) =>
  async (): Promise<string> => {
    if (local !== undefined) return local;
    const secret = await getSecret(secretId(), { maxAge: SECRET_MAX_AGE_S });
    if (typeof secret !== 'string' || secret === '') throw new Error(ifEmpty);
    return secret;
  };
