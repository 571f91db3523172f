import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withTiming } from '../../local/http/rig/short-lease.ts';
import type { StormReport } from './figures.ts';
import { type Storm, startStorm } from './run-storm.ts';

/** A storm is as slow as its machine; nothing but a failure takes so long. */
const PATIENCE_MS = 240_000;

const assembly = withTiming({ FUNCTION_TIMEOUT_S: '3', SETTLE_AFTER_S: '6' });
let storm: Storm;
let report: StormReport;

beforeAll(async () => {
  storm = await startStorm({
    seed: 1,
    requests: 120,
    lives: ['of-the-server', 'of-the-server'],
    isKilledForTheCalm: false,
    shoppers: 16,
    concurrency: 3,
    assembly,
    leaseMs: 5_000,
    say: () => {},
  });
  report = await storm.done;
}, PATIENCE_MS);
afterAll(async () => {
  await storm?.clearAway();
  if (storm) rmSync(storm.directory, { recursive: true, force: true });
});

describe('a storm of faults, of `kill -9` of functions and of the server', () => {
  it('breaks no promise: one payment per key and per order, nothing that was acknowledged is missing', () => {
    expect(report.violations).toEqual([]);
  });

  it('sent receipts meanwhile', () => {
    expect(report.figures['receipts seen']).toBeGreaterThan(0);
  });

  it('was one', () => {
    const { faults = 0, functionKills = 0, stalls = 0, serverKills } = report.figures;
    expect(faults + functionKills + stalls).toBeGreaterThan(0);
    expect(serverKills).toBe(1);
  });
});
