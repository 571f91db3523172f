import { type Close, compose } from './compose.ts';
import type { DynamoDb } from './dynamodb/engine.ts';
import type { LocalSes } from './email/local-ses.ts';
import type { Issuer } from './identity/issuer.ts';
import type { LocalProcessor } from './processor/local-processor.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { LocalSettings } from './settings.ts';
import type { LocalStripe } from './stripe/index.ts';
import type { Template } from './template/model.ts';

export interface LocalOptions extends LocalSettings {
  /** What `cdk synth` wrote. */
  readonly cdkOut: string;
  /** @default - the machine's clock; decides about tokens and throttles only, functions have their own */
  readonly clock?: () => number;
}

export interface LocalPayonce {
  /** `http://localhost:3000` */
  readonly url: string;
  readonly template: Template;
  readonly sandbox: Sandbox;
  readonly issuer: Issuer;
  readonly processor: LocalProcessor;
  /** `undefined` when the processor is another than the local Stripe. */
  readonly stripe: LocalStripe | undefined;
  readonly mail: LocalSes;
  readonly dynamodb: DynamoDb;
  /** Ends everything that was started, in under two seconds. Once. */
  stop(): Promise<void>;
}

/**
 * Serves the synthesized API on this machine, and stands in for everything that it calls.
 *
 * @example const { url, stop } = await startLocal({ port: 0, concurrency: 8, cdkOut: 'cdk.out' });
 * @throws Error in a sentence that says what to do; nothing is left running then
 */
export const startLocal = async (options: LocalOptions): Promise<LocalPayonce> => {
  const closers: Close[] = [];
  // The last to start is the first to end: no request may meet a backend that is gone.
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    return { ...(await compose(options, closers)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
