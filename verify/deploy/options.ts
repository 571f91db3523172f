import { parseArgs } from 'node:util';

/** What API Gateway has been told to trust, when the script issues the tokens itself. */
export interface IssuerTls {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Where to deploy: never found out by trying, always said. */
export type Target =
  | { readonly kind: 'emulator'; readonly endpoint: URL; readonly region: string }
  | { readonly kind: 'account'; readonly accountId: string; readonly region: string };

export interface Options {
  readonly target: Target;
  /** Leaves the stack where it is. */
  readonly keep: boolean;
  /** @default - tokens come from the user pool of the stack */
  readonly issuer: IssuerTls | undefined;
  /** The sender of receipts. @default - on an emulator, one that is made there; in an account, no receipts */
  readonly receiptFrom: string | undefined;
}

/** A sentence for whoever started the script in a way that cannot be meant. */
export class Refused extends Error {
  readonly code = 'refused';
}

const USAGE = `\`npm run verify:deploy\` needs somewhere to deploy to. Give it one of:

  an emulator on this machine
      AWS_ENDPOINT_URL=http://127.0.0.1:4566 npm run verify:deploy
  a real account, whose number must be that of your credentials; it costs cents
      AWS_REGION=eu-central-1 npm run verify:deploy -- --account 123456789012

It deploys the dev stage with the simulated processor, calls it, and destroys it. Further options:

  --keep                              leave the stack there
  --receipt-from A                    in an account: send receipts from this address, which SES must know as verified
  --issuer-cert F --issuer-key F      issue the tokens, over TLS with this certificate, instead of Cognito
  --allow-remote-endpoint             let AWS_ENDPOINT_URL name another machine

docs/verify-deploy.md says how to start an emulator, and what it cannot show.`;

const DEFAULT_REGION = 'eu-central-1';

/** RFC 2606 §2 keeps the name from ever being anybody's. */
const EMULATOR_SENDER = 'receipts@payonce.example';

/** `URL` has made every spelling of an IPv4 address the dotted one by then. */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127\.\d+\.\d+\.\d+$/.test(hostname);

const readArguments = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        account: { type: 'string' },
        keep: { type: 'boolean', default: false },
        'issuer-cert': { type: 'string' },
        'issuer-key': { type: 'string' },
        'allow-remote-endpoint': { type: 'boolean', default: false },
        'receipt-from': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
};

const readEndpoint = (text: string, isRemoteAllowed: boolean): URL => {
  const endpoint = URL.canParse(text) ? new URL(text) : undefined;
  if (endpoint === undefined || !/^https?:$/.test(endpoint.protocol))
    throw new Refused('AWS_ENDPOINT_URL must be an http:// or https:// address.');
  if (!isLoopback(endpoint) && !isRemoteAllowed)
    throw new Refused(
      `AWS_ENDPOINT_URL names another machine, ${endpoint.host}. If you mean it, add --allow-remote-endpoint.`,
    );
  return endpoint;
};

/** @throws Refused in a sentence that says what to do */
export const readOptions = (args: readonly string[], environment: NodeJS.ProcessEnv): Options => {
  const given = readArguments(args);
  const endpointText = environment.AWS_ENDPOINT_URL || undefined;
  const region = environment.AWS_REGION || environment.AWS_DEFAULT_REGION || undefined;
  const { 'issuer-cert': certFile, 'issuer-key': keyFile, 'receipt-from': sender, keep } = given;
  if ((certFile === undefined) !== (keyFile === undefined))
    throw new Refused('--issuer-cert and --issuer-key belong together: give both or none.');
  const issuer = certFile !== undefined && keyFile !== undefined ? { certFile, keyFile } : undefined;

  if (given.account === undefined) {
    if (endpointText === undefined) throw new Refused(USAGE);
    const endpoint = readEndpoint(endpointText, given['allow-remote-endpoint']);
    const target = { kind: 'emulator', endpoint, region: region ?? DEFAULT_REGION } as const;
    return { target, keep, issuer, receiptFrom: sender ?? EMULATOR_SENDER };
  }
  if (endpointText !== undefined)
    throw new Refused('AWS_ENDPOINT_URL is set and --account is given: an emulator or an account, not both.');
  if (!/^\d{12}$/.test(given.account)) throw new Refused('--account takes the 12 digits of an account.');
  if (region === undefined)
    throw new Refused('Set AWS_REGION: in a real account nothing is deployed to a region that nobody named.');
  if (issuer !== undefined)
    throw new Refused(
      'In a real account the tokens come from Cognito: AWS cannot reach an issuer that runs here.',
    );
  const target = { kind: 'account', accountId: given.account, region } as const;
  return { target, keep, issuer, receiptFrom: sender };
};
