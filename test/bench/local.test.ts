import { describe, expect, it } from '@jest/globals';
import { fromWire, toWire } from '../../bench/local/message.ts';
import type { Load, LocalResult } from '../../bench/local/result.ts';
import { localTables, localTargets } from '../../bench/local/tables.ts';
import { withoutThrottle } from '../../bench/local/without-throttle.ts';

const load = (request: string, errors = 0): Load => ({
  request,
  connections: 8,
  answers: 100,
  errors,
  perSecond: 50,
  p50Ms: 2,
  p95Ms: 4,
});
const result = (errors = 0): LocalResult => ({
  loads: [load('an order, first', errors)],
  ceiling: [load('a server that only answers')],
  starts: [{ state: 'first', tookMs: [4000, 6000, 5000] }],
});

describe('the tables of the local server', () => {
  it('have a row for each load, the ceiling of the client last', () => {
    expect(localTables(result())[0]?.rows).toEqual([
      ['an order, first', 8, 50, 2, 4, 0],
      ['a server that only answers', 8, 50, 2, 4, 0],
    ]);
  });

  it('say the median, the extremes and the number of starts, in seconds', () => {
    expect(localTables(result())[1]?.rows).toEqual([['first', 5, 4, 6, 3]]);
  });

  it('have as many cells in each row as there are heads', () => {
    for (const { head, rows } of localTables(result()))
      for (const row of rows) expect(row).toHaveLength(head.length);
  });

  it('survive being written as JSON', () => {
    expect(localTables(JSON.parse(JSON.stringify(result())))).toEqual(localTables(result()));
  });

  it('promise no error, and no figure', () => {
    expect(localTargets(result(3))).toMatchObject([{ measured: 3, atMost: 0 }]);
  });
});

describe('a request on the wire', () => {
  it('says how many bytes its body has, not characters', () => {
    const wire = toWire({ method: 'POST', path: '/orders', headers: { authorization: 'x' }, body: 'ä' });
    expect(wire.split('\r\n')).toEqual([
      'POST /orders HTTP/1.1',
      'host: localhost',
      'authorization: x',
      'content-type: application/json',
      'content-length: 4',
      '',
      '"ä"',
    ]);
  });
});

describe('an answer from the wire', () => {
  const bytes = Buffer.from('HTTP/1.1 201 Created\r\nContent-Length: 3\r\nx: y\r\n\r\n"ä"'.slice(0, -1));

  it('is there when all of it has come, however it was cut', () => {
    for (let length = 0; length < bytes.length; length += 1)
      expect(fromWire(bytes.subarray(0, length))).toBeUndefined();
    expect(fromWire(bytes)).toEqual({ status: 201, body: '"ä' });
  });

  it('is refused when it does not say how long it is', () => {
    expect(() => fromWire(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'))).toThrow('without a length');
  });
});

describe('a template without its throttle', () => {
  it('is otherwise the same', () => {
    const stage = {
      Stage: { DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200, Kept: 1 } },
    };
    expect(JSON.parse(withoutThrottle(JSON.stringify(stage)))).toEqual({
      Stage: { DefaultRouteSettings: { Kept: 1 } },
    });
  });
});
