import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHARGE, ORDER } from '../../scale/counting/requests.ts';
import type { Say } from '../part.ts';
import { openConnection } from './connection.ts';
import { type Drive, drive } from './drive.ts';
import { type Message, type Reply, toWire } from './message.ts';
import { type Program, startProgram } from './program.ts';
import type { Load } from './result.ts';
import { copyWithoutThrottle } from './without-throttle.ts';

const CONNECTIONS = [1, 8, 64] as const;
/** Some hundred requests over one connection, and some thousand over many. */
const DURATION_MS = 2_000;
/** Until as many processes as a function may have run, and what they run is compiled. */
const WARM_UP_MS = 1_500;

/** `npm start` with a copy of a template in place of `cdk synth`. */
const WITH_ASSEMBLY = ['--import', 'tsx', 'test/local/http/rig/program.ts'];

/** As much as an order's answer has, and nothing else to do. */
const ONLY_ANSWERS = `
const server = require('node:http').createServer((request, response) => {
  request.resume().on('end', () => response.setHeader('content-length', 800).end('x'.repeat(800)));
});
server.listen(0, '127.0.0.1', () => console.log('localhost:' + server.address().port));
process.once('SIGTERM', () => process.exit(0));
`;

const askOnce = async (port: number, message: Message): Promise<Reply> => {
  const connection = await openConnection(port);
  try {
    return await connection.ask(toWire(message));
  } finally {
    connection.close();
  }
};

type Sent = Pick<Drive, 'request' | 'next' | 'status'>;

/** What is sent. The one that is repeated, and the one that is read, are there already. */
const requestsTo = async (port: number): Promise<readonly Sent[]> => {
  const issued = await askOnce(port, { method: 'GET', path: '/local/token?tenant=bench', headers: {} });
  const { token } = JSON.parse(issued.body) as { readonly token: string };
  const authorization = `Bearer ${token}`;
  const post = (path: string, body: unknown, key: string): Message => ({
    method: 'POST',
    path,
    headers: { authorization, 'idempotency-key': key },
    body,
  });
  const repeated = post('/orders', ORDER, randomUUID());
  const { body } = await askOnce(port, repeated);
  const { id } = JSON.parse(body) as { readonly id: string };
  const read = toWire({ method: 'GET', path: `/orders/${id}`, headers: { authorization } });
  return [
    { request: 'an order, first', status: 201, next: () => toWire(post('/orders', ORDER, randomUUID())) },
    { request: 'a charge, first', status: 201, next: () => toWire(post('/charges', CHARGE, randomUUID())) },
    { request: 'an order, replayed', status: 201, next: () => toWire(repeated) },
    { request: 'an order, read', status: 200, next: () => read },
  ];
};

const withProgram = async <Result>(
  starting: Promise<Program>,
  act: (port: number) => Promise<Result>,
): Promise<Result> => {
  const program = await starting;
  try {
    return await act(program.port);
  } finally {
    await program.stop();
  }
};

/** How many requests the local server takes, by kind and by how many at once. */
export const measureLoads = async (say: Say, cdkOut: string): Promise<Load[]> => {
  const assembly = mkdtempSync(join(tmpdir(), 'payonce-bench-local-'));
  copyWithoutThrottle(cdkOut, assembly);
  const environment = {
    PORT: '0',
    ASSEMBLY: assembly,
    // As it is started by default, whatever is set for other measurements.
    ...{ DYNAMODB_ENDPOINT: '', DATA_DIR: '', STRIPE_SECRET_KEY: '', LOCAL_CONCURRENCY: '' },
    LOG_FILE: join(assembly, 'log'),
  };
  try {
    return await withProgram(startProgram(WITH_ASSEMBLY, environment), async (port) => {
      const loads: Load[] = [];
      for (const sent of await requestsTo(port)) {
        say(`the local server: ${sent.request}`);
        await drive({ ...sent, port, connections: 8, durationMs: WARM_UP_MS });
        for (const connections of CONNECTIONS)
          loads.push(await drive({ ...sent, port, connections, durationMs: DURATION_MS }));
      }
      return loads;
    });
  } finally {
    rmSync(assembly, { recursive: true, force: true });
  }
};

/** How many requests the client itself manages. */
export const measureCeiling = async (say: Say): Promise<Load[]> => {
  say('the local server: the ceiling of the client');
  const wire = toWire({ method: 'POST', path: '/', headers: {}, body: ORDER });
  const sent: Sent = { request: 'a server that only answers', status: 200, next: () => wire };
  return withProgram(startProgram(['--eval', ONLY_ANSWERS]), async (port) => {
    const loads: Load[] = [];
    await drive({ ...sent, port, connections: 8, durationMs: WARM_UP_MS / 2 });
    for (const connections of CONNECTIONS)
      loads.push(await drive({ ...sent, port, connections, durationMs: DURATION_MS / 2 }));
    return loads;
  });
};
