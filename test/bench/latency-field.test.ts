import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drive } from '../../bench/latency/drive.ts';
import { startField } from '../../bench/latency/field.ts';
import { newRequests } from '../../bench/latency/requests.ts';
import { asDeployed } from '../../bench/method/as-deployed.ts';
import type { Event } from '../../functions/http/call.ts';

describe('sending requests', () => {
  const answering = (statusCode: number) => {
    const seen: Event[] = [];
    let atOnce = 0;
    let atOnceMost = 0;
    const handler = async (event: Event) => {
      seen.push(event);
      atOnce += 1;
      atOnceMost = Math.max(atOnceMost, atOnce);
      await new Promise(setImmediate);
      atOnce -= 1;
      return { statusCode };
    };
    return { handler, seen, most: () => atOnceMost };
  };

  it('sends each once, as many at a time as it is told', async () => {
    const { handler, seen, most } = answering(201);
    const events = newRequests('order', 20);
    const { latenciesMs } = await drive(handler, events, 8, 201);
    expect(seen).toEqual(events);
    expect(latenciesMs).toHaveLength(20);
    expect(most()).toBe(8);
  });

  it('measures no answer that is not the expected one', async () => {
    const { handler } = answering(500);
    await expect(drive(handler, newRequests('order', 2), 1, 201)).rejects.toThrow('201 expected, 500 came');
  });
});

describe('running as deployed', () => {
  it('drops what is written, calls back whoever waits for it, and puts everything back', async () => {
    const { write } = process.stdout;
    const before = { ...process.env };
    const inside = await asDeployed(async () => {
      await new Promise<void>((resolve) => process.stdout.write('never seen', () => resolve()));
      return [process.env.POWERTOOLS_SERVICE_NAME, process.env.AWS_ENDPOINT_URL_DYNAMODB];
    });
    expect(inside).toEqual(['payonce-dev', process.env.DYNAMODB_ENDPOINT]);
    expect(process.stdout.write).toBe(write);
    expect({ ...process.env }).toEqual(before);
  });
});

describe('the entrants', () => {
  let field: Awaited<ReturnType<typeof startField>>;
  beforeAll(async () => {
    field = await asDeployed(() => startField({ networkMs: 0, concurrent: 2 }));
  });
  afterAll(() => asDeployed(() => field.stop()));

  it('do what they are named for, with these calls to DynamoDB for each request', async () => {
    const calls: Record<string, number> = {};
    for (const entrant of field.entrants.flat()) {
      const { latenciesMs, traffic } = await asDeployed(() => field.take(entrant, 4));
      expect(latenciesMs).toHaveLength(4);
      calls[`${entrant.job} ${entrant.situation} ${entrant.contender}`] = traffic.calls / 4;
    }
    expect(calls).toEqual({
      'order first ours': 1,
      'order first stock': 3,
      'order first without key': 1,
      'order replay ours': 1,
      'order replay stock': 1,
      'charge first ours': 2,
      'charge first stock': 3,
      'charge first without key': 1,
      'charge replay ours': 1,
      'charge replay stock': 1,
      'charge conflict ours': 1,
      'charge conflict stock': 1,
    });
  });

  it('have a network between that each call goes through', async () => {
    const slow = await asDeployed(() => startField({ networkMs: 1, concurrent: 1 }));
    try {
      const [[entrant]] = slow.entrants as [[(typeof slow.entrants)[number][number]]];
      const { traffic } = await asDeployed(() => slow.take(entrant, 3));
      expect(traffic.addedMs).toHaveLength(3);
      expect(traffic.calls).toBe(3);
    } finally {
      await asDeployed(() => slow.stop());
    }
  });
});
