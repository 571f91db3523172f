import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteRolePolicyCommand, type IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { expectEqual } from '../expect.ts';
import { NotShown } from '../step.ts';
import { isReplayed, problemCode } from './caller.ts';
import { entriesOf } from './ledger.ts';
import { type RunRecovery, recoverCharge } from './open-charge.ts';
import { CARD, type Walk } from './walk.ts';

const POLICY = 'VerifyDeployDeny';

export interface LostOutcome {
  readonly iam: IAMClient;
  /** The role of the function that charges. */
  readonly roleName: string;
  readonly chargesTableArn: string;
  readonly run: RunRecovery;
  /** Until a changed policy holds everywhere: seconds at AWS, at once in an emulator that knows policies at all. */
  readonly holdsWithinMs: number;
}

const pay = ({ caller }: Walk, key: string) =>
  caller.post('/charges', key, { amount: 1700, currency: 'EUR', paymentMethod: CARD });

interface LeftOpen {
  readonly key: string;
  /** What its client was told. */
  readonly answer: string;
}

/** Charges until one is refused its completion. */
const leaveOneOpen = async (walk: Walk, holdsWithinMs: number): Promise<LeftOpen> => {
  const endsAtMs = Date.now() + holdsWithinMs;
  for (let tries = 1; ; tries += 1) {
    const key = `lost-outcome-${tries}`;
    const reply = await pay(walk, key);
    if (reply.status !== 201) {
      // Which problem depends on how DynamoDB refuses. What matters is that it tells the client to ask again.
      expectEqual(
        JSON.parse(reply.body).retry,
        'same-key',
        'what a client may do whose outcome was not written down',
      );
      return { key, answer: `${reply.status} ${problemCode(reply)}` };
    }
    if (Date.now() >= endsAtMs)
      throw new NotShown(
        'charges go through although a policy denies their completion: this endpoint enforces no IAM',
      );
    await sleep(1_000, undefined, { signal: walk.signal });
  }
};

/**
 * The money moves and its outcome cannot be written down: the function that charges is denied just the second of its
 * two writes. Nobody comes back; the recovery asks the processor what happened, and records that. It shows at the same
 * time that the grants of the roles are what lets everything else through.
 */
export const walkLostOutcome = async (walk: Walk, options: LostOutcome): Promise<string> => {
  const { iam, roleName: RoleName, chargesTableArn, run, holdsWithinMs } = options;
  const statement = { Effect: 'Deny', Action: 'dynamodb:UpdateItem', Resource: chargesTableArn };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: POLICY, PolicyDocument }));
  let open: LeftOpen;
  try {
    open = await leaveOneOpen(walk, holdsWithinMs);
  } finally {
    // CloudFormation cannot delete a role that has a policy of somebody else.
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: POLICY }));
  }

  const { charge, said } = await recoverCharge(walk, open.key, run);
  expectEqual(charge.status, 'succeeded', 'the charge after the recovery');
  const late = await pay(walk, open.key);
  expectEqual(late.status, 201, 'a client that comes back late');
  expectEqual(isReplayed(late), true, 'Idempotent-Replayed of its answer');
  expectEqual(entriesOf(await walk.readLedger(), charge.id).length, 1, "entries in the processor's ledger");
  return `${open.answer}; ${said}; succeeded, and 201 replayed to whoever comes back; one ledger entry`;
};
