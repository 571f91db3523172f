import { beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem } from '../http/problem-contract.ts';
import { ORDER, type Service, startService } from '../rig/service.ts';
import { orderSituations } from './situations.ts';

let service: Service;
let orders: ReturnType<typeof orderSituations>;

beforeAll(async () => {
  service = await startService();
  orders = orderSituations(service);
});

const mugs = (quantity: number) => ({ ...ORDER, items: [{ sku: 'mug', quantity, unitAmount: 1250 }] });
const tagOf = async (id: string): Promise<string> => (await orders.read(id)).headers.etag ?? '';

describe('the entity tag of an order', () => {
  it('is a strong one, and the same while nothing changes', async () => {
    const id = await orders.place();
    const tag = await tagOf(id);
    service.world.pass(1_000);

    expect(tag).toMatch(/^"[\w-]{20,}"$/);
    expect(await tagOf(id)).toBe(tag);
  });

  it('is the same on every read of an order with many metadata', async () => {
    const metadata = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`name-${at}`, `${at}`]));
    const id = await orders.place();
    const put = await orders.put(id, { ...ORDER, metadata });

    for (let times = 0; times < 5; times += 1) {
      const read = await orders.read(id);
      expect([read.text, read.headers.etag]).toEqual([put.text, put.headers.etag]);
    }
  });

  it('is another one after every change', async () => {
    const id = await orders.place();
    const tags = [await tagOf(id)];
    await orders.put(id, mugs(3));
    tags.push(await tagOf(id));
    await orders.put(id, ORDER);
    tags.push(await tagOf(id));
    service.processor.onNextCharge(() => ({ kind: 'unknown', reason: 'time-out' }));
    await orders.pay(id);
    tags.push(await tagOf(id));
    service.world.pass(60_000);
    await orders.pay(id);
    tags.push(await tagOf(id));

    expect(new Set(tags).size).toBe(5);
  });
});

describe('a PUT with If-Match', () => {
  it('replaces the order that was read, and answers its new tag', async () => {
    const id = await orders.place();
    const put = await orders.put(id, mugs(3), await tagOf(id));

    expect(put.status).toBe(200);
    expect(put.headers.etag).toBe(await tagOf(id));
  });

  it('sent twice answers as the first time, although it has outdated its own tag', async () => {
    const id = await orders.place();
    const tag = await tagOf(id);
    const first = await orders.put(id, mugs(3), tag);
    const second = await orders.put(id, mugs(3), tag);

    expect([second.status, second.text, second.headers]).toEqual([200, first.text, first.headers]);
  });

  it('that comes late, after another change, is refused and changes nothing', async () => {
    const id = await orders.place();
    const old = await tagOf(id);
    await orders.put(id, mugs(3), old);
    const current = await orders.put(id, mugs(4));

    expectProblem(await orders.put(id, mugs(3), old), 'precondition-failed');
    expect((await orders.read(id)).text).toBe(current.text);
  });

  it.each(['"x"', '', '"x", "y"', 'x', 'W/"x"'])('of another tag (%j) is refused', async (ifMatch) => {
    expectProblem(await orders.put(await orders.place(), mugs(3), ifMatch), 'precondition-failed');
  });

  it('of the right tag as a weak one is refused: a PUT compares strongly', async () => {
    const id = await orders.place();

    expectProblem(await orders.put(id, mugs(3), `W/${await tagOf(id)}`), 'precondition-failed');
  });

  it('may list tags, of which one must be the right one', async () => {
    const id = await orders.place();

    expect((await orders.put(id, mugs(3), `"x",  ${await tagOf(id)} , "y"`)).status).toBe(200);
  });

  it('may be * for whatever there is', async () => {
    const id = await orders.place();

    expect((await orders.put(id, mugs(3), '*')).status).toBe(200);
    expect((await orders.put(id, mugs(4), ' * ')).status).toBe(200);
  });
});

describe('a DELETE with If-Match', () => {
  it('of an old tag is refused, and the order stays', async () => {
    const id = await orders.place();
    const old = await tagOf(id);
    await orders.put(id, mugs(3));

    expectProblem(await orders.cancel(id, old), 'precondition-failed');
    expect((await orders.read(id)).json.status).toBe('placed');
  });

  it('of the right tag cancels, also when it comes twice', async () => {
    const id = await orders.place();
    const tag = await tagOf(id);

    expect([(await orders.cancel(id, tag)).status, (await orders.cancel(id, tag)).status]).toEqual([
      204, 204,
    ]);
  });
});
