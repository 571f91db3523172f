import { beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATIONS } from '../../functions/contract/openapi/openapi.ts';
import { PROBLEMS } from '../../functions/http/problem.ts';
import type { Response } from '../rig/invoke.ts';
import { startService } from '../rig/service.ts';
import { DOCUMENT, expectDocumented } from './document.ts';
import { SITUATIONS } from './situations.ts';

const CASES = Object.entries(SITUATIONS).flatMap(([route, situations]) =>
  Object.entries(situations).map(([name, situation]) => ({ route, name, situation })),
);
const replies = new Map<string, Response>();

beforeAll(async () => {
  const service = await startService();
  for (const { route, name, situation } of CASES) replies.set(`${route} ${name}`, await situation(service));
});

const replyIn = (route: string, name: string): Response => {
  const reply = replies.get(`${route} ${name}`);
  if (reply === undefined) throw new Error(`${route}: ${name} was not brought about`);
  return reply;
};

const isProblem = (name: string): boolean => Object.hasOwn(PROBLEMS, name);

describe('a reply is as the document says', () => {
  it.each(CASES)('$route: $name', ({ route, name }) => {
    const reply = replyIn(route, name);

    expectDocumented(route, reply);
    if (isProblem(name)) expect(reply.json.code).toBe(name);
    else if (!name.startsWith('replay')) expect(reply.status).toBeLessThan(300);
    expect(reply.headers['idempotent-replayed']).toBe(name.startsWith('replay') ? 'true' : undefined);
  });
});

describe('the document', () => {
  it.each(
    OPERATIONS.filter(({ scope }) => scope !== null).map((operation) => [operation.id, operation] as const),
  )('lists the problems of %s that can be brought about, and no others', (_, { method, path, problems }) => {
    const brought = Object.keys(SITUATIONS[`${method.toUpperCase()} ${path}`] ?? {}).filter(isProblem);
    expect([...problems].sort()).toEqual(brought.sort());
  });

  it.each(Object.keys(PROBLEMS))('has an example of %s that is a real answer', (code) => {
    // Whose request and which charge it is differs each time; everything else does not.
    const comparable = (document: object): string =>
      JSON.stringify({ ...document, instance: '' }).replaceAll(/(ch|ord|re)_[0-9a-z]{52}/g, '$1_…');
    const real = [...replies.values()].filter(({ json }) => json?.code === code);

    expect(real.map(({ json }) => comparable(json))).toContain(
      comparable(DOCUMENT.components.examples[code].value),
    );
  });
});
