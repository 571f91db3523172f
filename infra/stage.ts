import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

export type StageName = 'dev' | 'prod';

/** Everything in which one stage differs from another. */
export interface Stage {
  readonly name: StageName;
  /** What becomes of tables, identities and the processor's key when the stack lets go of them. */
  readonly removalPolicy: RemovalPolicy;
  /** Whether AWS refuses to delete tables and identities, whoever asks. */
  readonly isProtected: boolean;
  readonly logRetention: RetentionDays;
}

export const STAGES: Readonly<Record<StageName, Stage>> = {
  /** For trying things out: `cdk destroy` leaves nothing behind. */
  dev: {
    name: 'dev',
    removalPolicy: RemovalPolicy.DESTROY,
    isProtected: false,
    logRetention: RetentionDays.ONE_WEEK,
  },
  /** Holds the record of money: no mistake in a deployment may lose a charge or a tenant. */
  prod: {
    name: 'prod',
    removalPolicy: RemovalPolicy.RETAIN,
    isProtected: true,
    // A card payment can be disputed for about four months: the logs of a disputed charge are still there.
    logRetention: RetentionDays.SIX_MONTHS,
  },
};
