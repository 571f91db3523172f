import { beforeEach, describe, expect, it } from '@jest/globals';
import { CHARGES_CREATE } from '../../functions/charges/charge.ts';
import { idFor } from '../../functions/idempotency/index.ts';
import { charged, noAnswer, notStarted, refund, refundsNow } from '../refunds/refunding.ts';
import { editItem } from '../rig/edit-item.ts';
import { runRecovery } from '../rig/run-recovery.ts';
import { charge, LEASE_MS, SETTLE_AFTER_MS, type Service, startService } from '../rig/service.ts';
import { storedItem } from '../rig/stored.ts';
import { explained } from './explaining.ts';

const ID = idFor(CHARGES_CREATE, 'acme', 'k');
const unknown = { kind: 'unknown', reason: 'time-out' } as const;

let service: Service;
beforeEach(async () => {
  service = await startService();
});

const lines = async (id = ID): Promise<string[]> => String(await explained(service, id)).split('\n');
const lineOf = async (start: string, id = ID): Promise<string> =>
  (await lines(id)).find((line) => line.startsWith(start)) ?? '';
const ending = (id = ID): Promise<string> => lineOf('It was completed', id);

/** A request that does not learn what became of its payment, which has not moved, as if it had died. */
const dies = async (): Promise<void> => {
  service.processor.onNextCharge(() => unknown);
  await service.call(charge('k'));
};
const isReleased = async (): Promise<void> => {
  service.processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
  await service.call(charge('k'));
};
const recordNow = async (id = ID) => (await storedItem(service, service.tables.charges, id)).record;
/** What older code, which knows no trail, leaves of a record. */
const asOlderCodeWrote = (more: Record<string, unknown> = {}): Promise<void> =>
  editItem(service, service.tables.charges, ID, {
    'record.by': undefined,
    'record.startedAtMs': undefined,
    'record.requestId': undefined,
    'record.earlier': undefined,
    ...more,
  });

describe('a charge that several were at', () => {
  it('names them all: who, which owner, since when, and until when its lease was', async () => {
    await dies();
    service.world.pass(LEASE_MS);
    await dies();
    const { owner: second } = await recordNow();
    service.world.pass(SETTLE_AFTER_MS);
    await runRecovery(service);
    const { owner: third } = await recordNow();

    const told = await lines();
    expect(told).toContain('There were 3 attempts.');
    const attempts = told.filter((line) => line.startsWith('Attempt '));
    const gone = 'and it had not written how it went: it died, or did not learn that.';
    expect(attempts).toEqual([
      expect.stringMatching(
        /^Attempt 1: the request that claimed it \(request id request-\d+\), owner owner-1…, from 2026-01-01T00:00:00.000Z \(\+0.0 s\) on\. /,
      ),
      expect.stringMatching(/^Attempt 2: a repeat of the request \(request id request-\d+\), owner /),
      `Attempt 3: the recovery (request id recovery), owner ${third}…, from 2026-01-01T00:05:27.000Z (+5.5 min) on, to settle it.`,
    ]);
    expect(attempts[0]).toContain(`Its lease ended at 2026-01-01T00:00:27.000Z (+27.0 s), ${gone}`);
    expect(attempts[1]).toContain(
      `owner ${second}…, from 2026-01-01T00:00:27.000Z (+27.0 s) on, to resume it.`,
    );
    expect(attempts[1]).toContain(`Its lease ended at 2026-01-01T00:00:54.000Z (+54.0 s), ${gone}`);
    expect(await ending()).toBe(
      'It was completed at 2026-01-01T00:05:27.000Z (+5.5 min) by attempt 3, the recovery, which settled it. ' +
        'Nothing was paid then: the processor was asked.',
    );
    expect(told.at(-1)).toMatch(/ and for ch_\w+, request-\d+, request-\d+, recovery\./);
  });

  it('says of a repeat that resumed it that it did', async () => {
    await dies();
    service.world.pass(LEASE_MS);
    await service.call(charge('k'));
    expect(await ending()).toContain('by attempt 2, a repeat of the request, which had resumed it.');
  });

  it('tells a late repeat from the recovery', async () => {
    await dies();
    service.world.pass(SETTLE_AFTER_MS);
    await service.call(charge('k'));
    expect(await ending()).toContain('by attempt 2, a repeat of the request, which settled it.');
  });

  it('says who is at it now', async () => {
    await dies();
    service.world.pass(LEASE_MS);
    await dies();
    const told = await lines();
    expect(told.filter((line) => line.startsWith('Attempt '))).toHaveLength(2);
    expect(told).toContainEqual(expect.stringMatching(/attempt 2 holds it until 2026-01-01T00:00:54.000Z/));
  });
});

describe('a charge that was released', () => {
  it('says so of that attempt, and that the next one executed it again', async () => {
    await isReleased();
    await service.call(charge('k'));
    expect(await lineOf('Attempt 1')).toMatch(
      / on\. It ended with the certainty that nothing had been done at the processor, and released it\.$/,
    );
    expect(await lineOf('Attempt 2')).toMatch(/on, to execute it again\.$/);
    expect(await ending()).toContain('by attempt 2, a repeat of the request, which had executed it again.');
  });

  it.each([
    ['the recovery (request id recovery)', () => runRecovery(service)],
    [/a repeat of the request \(request id request-\d+\)/, () => service.call(charge('k'))],
  ])('and abandoned says by whom: %s', async (who, abandon) => {
    await isReleased();
    service.world.pass(SETTLE_AFTER_MS);
    await abandon();
    expect(await lines()).toContain('There was one attempt.');
    expect(await lineOf('Attempt 1')).toContain('owner owner-1…');
    expect(await ending()).toMatch(who);
    expect(await ending()).toMatch(/, in one write: nothing had been done at the processor\.$/);
  });
});

it('keeps the first and the latest of many attempts, and says which are missing', async () => {
  await dies();
  service.world.pass(SETTLE_AFTER_MS);
  for (let minute = 0; minute < 14; minute += 1) {
    service.processor.nextCancelAnswers(unknown);
    await runRecovery(service);
    service.world.pass(60_000);
  }
  await runRecovery(service);

  const told = (await lines()).filter((line) => /^(There|Attempts? )/.test(line));
  expect(told.map((line) => line.split(/[:,.]/)[0])).toEqual([
    'There were 16 attempts',
    'Attempt 1',
    'Attempts 2 to 6 are not kept',
    ...[7, 8, 9, 10, 11, 12, 13, 14, 15, 16].map((attempt) => `Attempt ${attempt}`),
  ]);
  expect(await ending()).toContain('by attempt 16, the recovery, which settled it.');
});

describe('a refund that several were at', () => {
  it('says that the recovery resumed it', async () => {
    service.processor.onNextRefund(() => noAnswer);
    const chargeId = await charged(service);
    await service.call(refund(chargeId, 'r'));
    service.world.pass(SETTLE_AFTER_MS);
    await runRecovery(service);
    const [{ id }] = await refundsNow(service, chargeId);

    expect(await lineOf('Attempt 2', id)).toMatch(/^Attempt 2: the recovery .* on, to resume it\.$/);
    expect(await ending(id)).toContain('by attempt 2, the recovery, which had resumed it.');
  });

  it('that was released says who abandoned it', async () => {
    service.processor.onNextRefund(() => notStarted);
    const chargeId = await charged(service);
    await service.call(refund(chargeId, 'r'));
    service.world.pass(SETTLE_AFTER_MS);
    await runRecovery(service);
    const [{ id }] = await refundsNow(service, chargeId);

    expect(await ending(id)).toContain('by the recovery (request id recovery), in one write');
  });
});

describe('a record that older code wrote', () => {
  const UNSAID = 'an older version wrote it, which did not keep by which.';

  it('says that others are not kept, and does not guess who settled it', async () => {
    await dies();
    service.world.pass(SETTLE_AFTER_MS);
    await runRecovery(service);
    await asOlderCodeWrote();

    expect(await lineOf('There were 2 attempts.')).toContain('did not keep who else was at it');
    expect((await lines()).filter((line) => line.startsWith('Attempt '))).toEqual([]);
    expect(await ending()).toContain(UNSAID);
    expect(await ending()).toContain("The occasion's request id: recovery.");
  });

  it('is told as far as it goes back once a new attempt has followed', async () => {
    await dies();
    service.world.pass(LEASE_MS);
    await dies();
    await asOlderCodeWrote();
    service.world.pass(LEASE_MS);
    await service.call(charge('k'));

    expect(await lineOf('Attempt 1')).toMatch(/^Attempt 1 is not kept/);
    expect(await lineOf('Attempt 2')).toMatch(
      /^Attempt 2: somebody, owner .*, from when on is not known\. Its lease/,
    );
    expect(await lineOf('Attempt 3')).toMatch(/^Attempt 3: a repeat of the request .* to resume it\.$/);
  });

  it('of a first attempt is known to be a request', async () => {
    await dies();
    await asOlderCodeWrote();
    service.world.pass(LEASE_MS);
    await service.call(charge('k'));
    expect(await lineOf('Attempt 1')).toMatch(
      /^Attempt 1: the request that claimed it, owner owner-1…, from 2026-01-01/,
    );
  });

  it('over one that says who it was does not make the released attempt the one that abandoned it', async () => {
    await isReleased();
    service.world.pass(SETTLE_AFTER_MS);
    const { requestId } = await recordNow();
    await runRecovery(service);
    await asOlderCodeWrote({ 'record.requestId': requestId });
    expect(await ending()).toContain(UNSAID);
  });
});
