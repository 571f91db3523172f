/** What was asked for cannot be done, in a sentence for whoever asked. */
export class Refused extends Error {
  readonly code = 'refused';

  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'Refused';
  }
}

/** What AWS means, in words that say what to do. `undefined`: it is a mistake of ours and deserves its stack. */
export const sentenceOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof Refused) return error.message;
  if (error.name === 'CredentialsProviderError')
    return 'There are no AWS credentials here: `aws sts get-caller-identity` must answer first.';
  if (
    /^(ExpiredToken|ExpiredTokenException|InvalidClientTokenId|UnrecognizedClientException)$/.test(error.name)
  )
    return 'The AWS credentials are expired or unknown: renew them, then `aws sts get-caller-identity`.';
  if (/Region is missing/.test(error.message)) return 'Set AWS_REGION to the region of the stack.';
  if (/^AccessDenied/.test(error.name)) return `The credentials may not do this: ${error.message}`;
  if (error.name === 'ResourceNotFoundException')
    return 'The table is not there: another region or account, or a stack that is being destroyed.';
  return undefined;
};
