import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Finding } from '../finding.ts';
import { reasonOf } from './look.ts';

const LOGIN = 'aws sso login, or aws configure; then `aws sts get-caller-identity` must answer';

/** By which the SDK finds credentials first. */
const sourceOf = ({ AWS_PROFILE, AWS_ACCESS_KEY_ID }: NodeJS.ProcessEnv): string => {
  if (AWS_PROFILE) return `profile ${AWS_PROFILE}`;
  return AWS_ACCESS_KEY_ID ? 'variables of this shell' : 'the default profile or a role of this machine';
};

/** In which region everything else is looked for. */
export const regionFinding = async (sts: STSClient, environment: NodeJS.ProcessEnv): Promise<Finding> => {
  const name = 'AWS region';
  try {
    const region = await sts.config.region();
    const endpoint = environment.AWS_ENDPOINT_URL;
    const at = endpoint && URL.canParse(endpoint) ? `, at ${new URL(endpoint).origin} and not at AWS` : '';
    return { name, verdict: 'ok', seen: `${region}${at}` };
  } catch {
    // The SDK finds none in the variables and none in the profile.
    return {
      name,
      verdict: 'missing',
      seen: 'none is set (AWS_DEFAULT_REGION alone is not enough)',
      remedy: 'export AWS_REGION=eu-central-1, or the one that you want',
    };
  }
};

/** Whose credentials these are. Neither the key nor its id is shown. */
export const identityFinding = async (sts: STSClient, environment: NodeJS.ProcessEnv): Promise<Finding> => {
  const name = 'AWS credentials';
  const source = sourceOf(environment);
  try {
    await sts.config.credentials();
  } catch {
    // No source has any.
    return { name, verdict: 'missing', seen: `none found (${source})`, remedy: LOGIN };
  }
  try {
    const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
    return { name, verdict: 'ok', seen: `account ${Account}, ${Arn}, by ${source}` };
  } catch (error) {
    // Nobody needs a permission to ask who he is: whatever comes back instead, nothing can be deployed from here.
    const why = reasonOf(error);
    const isRefused = /Expired|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch/.test(why);
    const seen = isRefused
      ? `AWS does not take them (${why}; ${source})`
      : `there are some (${source}), but STS does not answer (${why})`;
    const remedy = isRefused
      ? LOGIN
      : 'see whether this machine reaches AWS, and whether AWS_ENDPOINT_URL is meant';
    return { name, verdict: 'missing', seen, remedy };
  }
};
