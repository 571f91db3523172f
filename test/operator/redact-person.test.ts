import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { redactAll } from '../../operator/redact/redact-all.ts';
import { CHARGE, charge, ORDER, order, type Service } from '../rig/service.ts';
import { ada, BOB, PERSONAL, type Redacting, shop, startRedacting } from './redacting.ts';

let rig: Redacting;
let service: Service;
beforeEach(async () => {
  rig = await startRedacting();
  service = rig.service;
});

describe('a person that is redacted', () => {
  it('is in no item any more, in no member and in no stored reply, and nobody else is touched', async () => {
    await shop(service);
    const before = await rig.items();

    expect(await rig.redact(ada)).toBe(true);
    expect(rig.lines[0]).toBe('Found 1 orders and 3 charges.');
    expect(await rig.stored()).not.toMatch(/ada@|Two mugs|Lovelace/i);
    const bobs = before.filter((item) => /bob@/.test(JSON.stringify(item)));
    expect(bobs).toHaveLength(2);
    for (const item of bobs) expect(await rig.items()).toContainEqual(item);
  });

  it('leaves nothing to write for whoever asks once more', async () => {
    await shop(service);
    await rig.redact(ada);
    const once = await rig.items();
    service.world.pass(1_000);
    expect(await rig.redact(ada)).toBe(true);
    expect(rig.lines.at(-1)).toBe('Found 0 orders and 0 charges.');
    expect(await rig.items()).toEqual(once);
  });

  it('is found again after an interruption, since what leads to the rest comes last', async () => {
    const { orderId } = await shop(service);
    const { client, world, tables } = service;
    client.inject({
      at: 'before',
      error: new Error('interrupted'),
      containing: orderId,
      command: 'UpdateCommand',
    });
    const means = { documentClient: client.documentClient, tables, world, isDryRun: false };
    const asked = { tenant: 'acme', subject: ada };
    await expect(redactAll(means, asked, () => undefined)).rejects.toThrow('interrupted');
    expect(await rig.stored()).toMatch(/ada@/);
    expect(await rig.redact(ada)).toBe(true);
    expect(await rig.stored()).not.toMatch(/ada@|Two mugs|Lovelace/);
  });

  it('is only counted by a dry run', async () => {
    await shop(service);
    const before = await rig.items();
    expect(await rig.redact(ada, { isDryRun: true })).toBe(true);
    expect(rig.lines.filter((line) => line.endsWith('would be redacted'))).toHaveLength(4);
    expect(await rig.items()).toEqual(before);
  });

  it('is one tenant’s: another one’s customer of the same address stays', async () => {
    await service.call({ ...charge('k', { ...CHARGE, ...PERSONAL }), tenant: 'globex' });
    const before = await rig.items();
    await rig.redact(ada);
    expect(await rig.items()).toEqual(before);
    await rig.redact(ada, { tenant: 'globex' });
    expect(await rig.stored()).not.toMatch(/ada@/);
  });

  it('is found by the first address of an order whose address was replaced', async () => {
    const { json } = await service.call(order('o'));
    const body = { ...ORDER, customer: { email: BOB } };
    await service.call({ route: 'PUT /orders/{id}', path: { id: json.id }, body });
    await rig.redact(ada);
    expect(await rig.stored()).not.toMatch(/ada@/);
  });

  it('is found again in a charge that was made for an order which was redacted before, whoever is asked for', async () => {
    const { json } = await service.call(order('o'));
    await rig.redact(ada);
    const body = { ...CHARGE, ...PERSONAL, receiptEmail: null, amount: 2500, orderId: json.id };
    await service.call(charge('later', body));
    expect(await rig.stored()).toMatch(/Two mugs/);

    expect(await rig.redact({ kind: 'email', email: BOB })).toBe(true);
    expect(rig.lines.at(-2)).toBe('Found 0 orders and 1 charges.');
    expect(await rig.stored()).not.toMatch(/Two mugs|Lovelace/);
    await rig.redact(ada);
    expect(rig.lines.at(-1)).toBe('Found 0 orders and 0 charges.');
  });

  it('is found again in a charge that the index did not show yet when its order was redacted', async () => {
    const { json } = await service.call(order('o'));
    const body = { ...CHARGE, description: 'Two mugs', amount: 2500, orderId: json.id };
    await service.call(charge('unseen', body));
    const { engine, tables, world } = service;
    const send = async (command: QueryCommand) => {
      const isOfCharges = command instanceof QueryCommand && command.input.TableName === tables.charges;
      return isOfCharges ? { Items: [] } : engine.send(command);
    };
    const means = { documentClient: { send } as unknown as typeof engine, tables, world, isDryRun: false };
    expect(await redactAll(means, { tenant: 'acme', subject: ada }, () => undefined)).toBe(true);
    expect(await rig.stored()).toMatch(/Two mugs/);

    await rig.redact(ada);
    expect(await rig.stored()).not.toMatch(/Two mugs/);
  });

  it('of more than one page is redacted to the last item', async () => {
    const body = { ...CHARGE, ...PERSONAL };
    await Promise.all(Array.from({ length: 105 }, (_, number) => service.call(charge(`k-${number}`, body))));
    await rig.redact(ada);
    expect(rig.lines[0]).toBe('Found 0 orders and 105 charges.');
    expect(await rig.stored()).not.toMatch(/ada@/);
  });
});
