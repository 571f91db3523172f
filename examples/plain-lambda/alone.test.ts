import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';
import { freshTables } from '../../test/engine/tables.ts';
import type { handler as Handler } from './pickup.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');

/** What the README says between two marks, line by line. */
const listed = (name: string): string[] => {
  const found = new RegExp(`<!-- ${name}: begin -->\n\`\`\`(?:sh)?\n([^]*?)\`\`\``).exec(README)?.[1];
  if (found === undefined) throw new Error(`The README has no list "${name}"`);
  return found.trim().split('\n');
};
const FILES = listed('files');
const PACKAGES = listed('packages')[0]?.split(' ').slice(2) ?? [];

let folder: string;
let courier: Server;
let isSilent = false;
const booked = new Map<string, string>();
let handler: typeof Handler;

/** A folder with what the README names, and nothing else. */
const takeOut = (): string => {
  const target = mkdtempSync(join(tmpdir(), 'payonce-layer-'));
  for (const file of [...FILES, 'examples/plain-lambda/pickup.ts', 'tsconfig.json'])
    cpSync(join(ROOT, file), join(target, file));
  for (const name of [...PACKAGES, '@types/node', '@types/aws-lambda']) {
    const link = join(target, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), link);
  }
  writeFileSync(join(target, 'package.json'), '{"type": "module"}');
  return target;
};

const load = (from: string): typeof Handler => {
  const outfile = join(from, 'pickup.cjs');
  const entryPoints = [join(from, 'examples/plain-lambda/pickup.ts')];
  buildSync({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'silent' });
  return (require(outfile) as { handler: typeof Handler }).handler;
};

const book = async (key: string, address = '1 Mill Lane') => {
  const authorizer = { jwt: { claims: { sub: 'acme' } } };
  const event = {
    headers: { 'idempotency-key': key },
    body: JSON.stringify({ address }),
    requestContext: { authorizer },
  };
  const context = { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 400 };
  return handler(event as never, context as never);
};

beforeAll(async () => {
  courier = createServer((request, response) => {
    const name = request.url ?? '';
    if (!booked.has(name)) booked.set(name, `van ${booked.size + 1}`);
    if (isSilent) return request.socket.destroy();
    return response.end(booked.get(name));
  });
  await new Promise<void>((resolve) => courier.listen(0, '127.0.0.1', resolve));
  const { tables } = await freshTables();
  Object.assign(process.env, {
    IDEMPOTENCY_TABLE: tables.idempotency,
    COURIER_URL: `http://127.0.0.1:${(courier.address() as AddressInfo).port}`,
    AWS_ENDPOINT_URL_DYNAMODB: process.env.DYNAMODB_ENDPOINT,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  folder = takeOut();
  handler = load(folder);
});

afterAll(() => {
  courier.closeAllConnections();
  courier.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the layer in a project of its own', () => {
  it('compiles without the rest of Payonce', () => {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const tsconfig = JSON.parse(readFileSync(join(folder, 'tsconfig.json'), 'utf8')) as object;
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ ...tsconfig, include: ['functions', 'examples'] }),
    );
    expect(() => execFileSync(process.execPath, [tsc, '-p', folder], { stdio: 'pipe' })).not.toThrow();
  });

  it('books one courier for ten copies, and answers all of them with the same', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => book('k-1')));
    expect(booked.size).toBe(1);
    expect(answers.map(({ statusCode }) => statusCode).filter((status) => status !== 409)).toContain(201);

    const repeated = await book('k-1');
    expect([repeated.statusCode, JSON.parse(repeated.body ?? '').booked]).toEqual([201, 'van 1']);
  });

  it('books one courier when the answer was lost', async () => {
    isSilent = true;
    expect((await book('k-2')).statusCode).toBe(503);
    isSilent = false;

    // The lease is 400 ms and two seconds for clocks that differ.
    let answer = await book('k-2');
    while (answer.statusCode === 409) answer = await book('k-2');
    expect([answer.statusCode, JSON.parse(answer.body ?? '').booked]).toEqual([201, 'van 2']);
    expect(booked.size).toBe(2);
  });

  it('refuses the key for another address', async () => {
    expect((await book('k-1', '2 Mill Lane')).statusCode).toBe(422);
  });
});
