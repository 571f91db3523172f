import { describe, expect, it } from '@jest/globals';
import { attribute, type CpuProfile } from '../../bench/cpu/attribute.ts';
import { type Frame, partOf, placeOf } from '../../bench/cpu/parts.ts';
import type { CpuResult, Profiled } from '../../bench/cpu/result.ts';
import { tablesOf } from '../../bench/cpu/tables.ts';

const frame = (functionName: string, url = ''): Frame => ({
  functionName,
  url,
  lineNumber: 0,
  columnNumber: 0,
});

const OURS = 'file:///srv/payonce/functions/';
const PACKAGES = 'file:///srv/payonce/node_modules/';

describe('a frame of a profile', () => {
  it.each([
    [`${OURS}idempotency/key.ts`, 'functions/idempotency/key.ts'],
    [`${OURS}idempotency/key.ts?namespace=1`, 'functions/idempotency/key.ts'],
    [`${PACKAGES}@smithy/core/dist-cjs/index.js`, '@smithy/core'],
    ['file:///srv/bench/payonce/functions/http/route.ts', 'functions/http/route.ts'],
    ['/srv/payonce/node_modules/zod/v4/core.cjs', 'zod'],
    ['node:internal/crypto/hash', 'node:internal/crypto/hash'],
  ])('from %s stands in %s', (url, place) => {
    expect(placeOf(frame('any', url))).toBe(place);
  });

  it.each([
    [`${OURS}idempotency/key.ts`, 'key'],
    [`${OURS}idempotency/fingerprint.ts`, 'fingerprint (canonical JSON, SHA-256)'],
    [`${PACKAGES}canonicalize/lib/canonicalize.js`, 'fingerprint (canonical JSON, SHA-256)'],
    [`${OURS}idempotency/record.ts`, 'decide'],
    [`${OURS}idempotency/store.ts`, 'the record and its writes'],
    [`${OURS}idempotency/powertools-layer.ts`, "Powertools' flow"],
    [`${PACKAGES}@aws-lambda-powertools/idempotency/lib/esm/index.js`, "Powertools' flow"],
    [`${PACKAGES}@aws-lambda-powertools/logger/lib/esm/Logger.js`, 'telemetry'],
    [`${OURS}http/strict-json.ts`, 'strict JSON'],
    [`${OURS}orders/schema.ts`, 'validation'],
    [`${PACKAGES}@aws-sdk/util-dynamodb/dist-cjs/index.js`, 'marshalling'],
    [`${PACKAGES}@smithy/core/dist-cjs/index.js`, 'the rest of the AWS SDK'],
    [`${OURS}http/route.ts`, 'the route and the job'],
  ])('from %s is of the part %s', (url, part) => {
    expect(partOf(frame('any', url))?.name).toBe(part);
  });

  it('is of no part by itself when it is Node’s or a package’s that several parts call', () => {
    expect(partOf(frame('update', 'node:internal/crypto/hash'))).toBeUndefined();
    expect(partOf(frame('any', `${PACKAGES}@aws-lambda-powertools/commons/index.js`))).toBeUndefined();
  });
});

const TREE: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3, 4, 10] },
    { id: 2, callFrame: frame('(idle)'), hitCount: 500 },
    { id: 3, callFrame: frame('(garbage collector)'), hitCount: 3 },
    {
      id: 4,
      callFrame: frame('answer', 'file:///srv/payonce/bench/cpu/subject.ts'),
      hitCount: 70,
      children: [5],
    },
    { id: 5, callFrame: frame('route', `${OURS}http/route.ts`), hitCount: 10, children: [6, 8] },
    { id: 6, callFrame: frame('', `${OURS}idempotency/fingerprint.ts`), hitCount: 5, children: [7] },
    { id: 7, callFrame: frame('update', 'node:internal/crypto/hash'), hitCount: 20 },
    { id: 8, callFrame: frame('send', `${PACKAGES}@smithy/core/index.js`), hitCount: 40, children: [9] },
    { id: 9, callFrame: frame('update', 'node:internal/crypto/hash'), hitCount: 15 },
    { id: 10, callFrame: frame('runMicrotasks'), hitCount: 7 },
  ],
};

describe('a profile', () => {
  const { parts, functions } = attribute(TREE, placeOf);

  it('gives what is of no part to the part that called it', () => {
    expect(parts).toEqual({
      'Node.js itself': 7,
      'garbage collection': 3,
      'the route and the job': 10,
      'fingerprint (canonical JSON, SHA-256)': 25,
      'the rest of the AWS SDK': 55,
    });
  });

  it('names its functions by their own samples, over all callers', () => {
    expect(functions.slice(0, 3)).toEqual([
      { name: 'send', place: '@smithy/core', samples: 40 },
      { name: 'update', place: 'node:internal/crypto/hash', samples: 35 },
      { name: 'route', place: 'functions/http/route.ts', samples: 10 },
    ]);
  });

  it('leaves out what waits and what measures', () => {
    const names = functions.map(({ name }) => name);
    expect(names).not.toContain('(idle)');
    expect(names).not.toContain('answer');
  });
});

const MIB = 1024 * 1024;

const profiled: Profiled = {
  request: 'order, first',
  parts: { 'the rest of the AWS SDK': 50, telemetry: 20, key: 5, "Powertools' flow": 15, decide: 10 },
  functions: [{ name: 'send', place: '@smithy/core:1', samples: 40 }],
};

const RESULT: CpuResult = {
  rounds: [
    {
      request: 'order, first',
      us: { 'without key': [100, 200, 100], stock: [300, 400, 900], ours: [150, 400, 200] },
    },
  ],
  profiles: [profiled, { ...profiled, functions: [{ name: 'send', place: '@smithy/core:1', samples: 10 }] }],
  memory: [
    {
      name: 'orders.create',
      loaded: { rss: [60 * MIB, 90 * MIB, 50 * MIB], heapUsed: [6 * MIB, 5 * MIB, 7 * MIB] },
      served: { rss: [80 * MIB], heapUsed: [8 * MIB] },
    },
    { name: 'orders.get', loaded: { rss: [55 * MIB], heapUsed: [5 * MIB] }, served: null },
  ],
  requestsServed: 200,
};

const rowsOf = (name: string) => tablesOf(RESULT).find((table) => table.name === name)?.rows ?? [];

describe('the tables of CPU and memory', () => {
  it('compare the contenders round by round', () => {
    expect(rowsOf('cpu-request')).toEqual([['order, first', 100, 400, 200, 200, 100, 2, 0.5]]);
  });

  it('name the two hottest parts of the request and of the layer alone as the profile has them', () => {
    expect(rowsOf('cpu-hottest')[0]).toEqual([
      'order, first',
      'the rest of the AWS SDK',
      50,
      'telemetry',
      20,
      "Powertools' flow",
      15,
      'decide',
      10,
    ]);
  });

  it('give each part its share of the time that a request takes without the profiler', () => {
    expect(rowsOf('cpu-parts')[2]).toEqual(["Powertools' flow", 'yes', 15, 30, 15, 30]);
  });

  it('add a function up over all requests', () => {
    expect(rowsOf('cpu-functions')).toEqual([['send', '@smithy/core:1', 25]]);
  });

  it('show the median process, and nothing where no request was served', () => {
    expect(rowsOf('cpu-memory')).toEqual([
      ['orders.create', 60, 6, 80, 8],
      ['orders.get', 55, 5, '–', '–'],
    ]);
  });

  it('have as many cells in each row as in the head', () => {
    for (const { head, rows } of tablesOf(RESULT))
      for (const row of rows) expect(row).toHaveLength(head.length);
  });
});
