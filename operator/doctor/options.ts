import { parseArgs } from 'node:util';
import { Refused } from '../place/refused.ts';

export interface DoctorOptions {
  readonly synth: boolean;
  /** `undefined`: AWS is not looked at. */
  readonly aws: AwsOptions | undefined;
}

export interface AwsOptions {
  readonly stack: string;
  /** @default - the sender that is deployed, if receipts are */
  readonly receiptFrom: string | undefined;
}

const STACK_DEFAULT = 'payonce-dev';

const USAGE = `npm run doctor                       this machine
npm run doctor -- --synth            and whether the CDK app synthesizes, which takes some seconds
npm run doctor -- --aws              and an AWS account, with the credentials and the region of the AWS CLI

  --stack <name>            the stack that is, or will be, there (default: ${STACK_DEFAULT})
  --receipt-from <address>  the sender of receipts (default: the one that is deployed)`;

const OPTIONS = {
  synth: { type: 'boolean', default: false },
  aws: { type: 'boolean', default: false },
  stack: { type: 'string' },
  'receipt-from': { type: 'string' },
} as const;

/** @throws Refused in a sentence that says how it is called */
export const readDoctorOptions = (args: readonly string[]): DoctorOptions => {
  const parse = () => {
    try {
      return parseArgs({ args: [...args], options: OPTIONS }).values;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : 'Wrong options.';
      throw new Refused(`${reason}\n\n${USAGE}`, { cause });
    }
  };
  const { synth, aws, stack, 'receipt-from': receiptFrom } = parse();
  if (!aws && (stack !== undefined || receiptFrom !== undefined))
    throw new Refused('--stack and --receipt-from are about AWS: add --aws.');
  return { synth, aws: aws ? { stack: stack ?? STACK_DEFAULT, receiptFrom } : undefined };
};
