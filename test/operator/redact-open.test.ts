import { beforeEach, describe, expect, it } from '@jest/globals';
import { redactAll } from '../../operator/redact/redact-all.ts';
import { pauseNextCharge } from '../rig/paused-charge.ts';
import { CHARGE, charge, order, type Service } from '../rig/service.ts';
import { storedItem } from '../rig/stored.ts';
import { ADA, ada, PERSONAL, type Redacting, startRedacting } from './redacting.ts';

let rig: Redacting;
let service: Service;
beforeEach(async () => {
  rig = await startRedacting();
  service = rig.service;
});

describe('a charge that is being worked on', () => {
  const open = async () => {
    const { json } = await service.call(order('o'));
    const body = { ...CHARGE, ...PERSONAL, amount: 2500, orderId: json.id };
    const paused = pauseNextCharge(service.processor);
    const reply = service.call(charge('k', body));
    await paused.reached;
    return { ...paused, reply, body };
  };

  it('is left alone with its order, and so is what is sent to the processor', async () => {
    const { body } = await open();
    const before = await rig.items();
    expect(await rig.redact(ada)).toBe(false);
    expect(await rig.items()).toEqual(before);

    service.world.pass(60_000);
    await service.call(charge('k', body));
    const [first, second] = service.processor.calls.charge;
    expect(second).toEqual(first);
    expect(first?.description).toBe('Two mugs');
  });

  it('is redacted once it has ended', async () => {
    const { answer, pay, reply } = await open();
    await rig.redact(ada);
    answer(pay());
    await reply;
    expect(await rig.redact(ada)).toBe(true);
    expect(await rig.stored()).not.toMatch(/ada@|Two mugs|Lovelace/);
  });

  it('is left alone as well when it begins between our look at its order and our write', async () => {
    const { json } = await service.call(order('o'));
    const { engine, world, tables } = service;
    pauseNextCharge(service.processor);
    const body = { ...CHARGE, amount: 2500, orderId: json.id };
    let isClaimed = false;
    const send = async (command: Parameters<typeof engine.send>[0]) => {
      const answer: unknown = await engine.send(command);
      if (command.constructor.name !== 'GetCommand' || isClaimed) return answer;
      isClaimed = true;
      void service.call(charge('k', body));
      for (;;) if ((await storedItem(service, tables.orders, json.id)).status === 'paying') return answer;
    };
    const means = { documentClient: { send } as unknown as typeof engine, tables, world, isDryRun: false };
    const subject = { kind: 'order', id: json.id } as const;
    expect(await redactAll(means, { tenant: 'acme', subject }, () => undefined)).toBe(false);
    expect((await storedItem(service, tables.orders, json.id)).customer.email).toBe(ADA);
  });

  it('that was released is left alone as well: it may be executed again', async () => {
    service.processor.onNextCharge(() => ({ kind: 'not-started', reason: 'refused' }));
    await service.call(charge('k', { ...CHARGE, ...PERSONAL }));
    expect(await rig.redact(ada)).toBe(false);
    expect(rig.lines.at(-1)).toMatch(/left alone: it is being worked on/);
  });
});
