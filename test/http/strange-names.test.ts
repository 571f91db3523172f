import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Service, startService } from '../rig/service.ts';
import { everyWriting, type Writing, withMetadata } from './refusing.ts';

let service: Service;
let writings: readonly Writing[];

beforeAll(async () => {
  service = await startService();
  writings = await everyWriting(service);
});

/** Names that mean something to JavaScript, to DynamoDB or to a library on the way, and nothing to us. */
const NAMES = [
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'toJSON',
  'then',
  'length',
  'name',
  'S',
  'N',
  'NULL',
  '$ref',
  '#name',
  ':value',
  'a.b',
  'a/b~c',
  '__defineGetter__',
  ' ',
  '\u0000',
  '😀',
];

describe('metadata', () => {
  it.each(NAMES)('may be named %j, and is kept as it is', async (name) => {
    for (const { route, path, good, goodStatus } of withMetadata(writings)) {
      const key = `k-${NAMES.indexOf(name)}`;
      const body = { ...good, metadata: { [name]: 'value' } };
      const made = await service.call({ route, key, body, ...(path ? { path } : {}) });

      expect([made.status, made.json.metadata]).toEqual([goodStatus, { [name]: 'value' }]);
      expect(service.telemetry.failures).toEqual([]);

      const read = route.includes('charges') ? 'GET /charges/{id}' : 'GET /orders/{id}';
      expect((await service.call({ route: read, path: { id: made.json.id } })).text).toBe(made.text);
      expect((await service.call({ route, key, body, ...(path ? { path } : {}) })).text).toBe(made.text);
    }
  });
});
