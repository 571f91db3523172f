import { readTemplate } from '../../local/template/read-template.ts';
import { freshTables } from '../../test/engine/tables.ts';
import { createOwnTables } from '../contenders/own-tables.ts';
import { asDeployed } from '../method/as-deployed.ts';
import type { Part, Say } from '../part.ts';
import { measureMemory } from './memory.ts';
import { profileOf } from './profile.ts';
import { openPrograms, REQUESTS_SERVED } from './programs.ts';
import { CONTENDERS, type CpuResult, REQUESTS } from './result.ts';
import { measureRounds } from './rounds.ts';
import { prepareSubject, type Subject, type TableNames } from './subject.ts';
import { tablesOf } from './tables.ts';

const measureCpu = async (say: Say, endpoint: string, tables: TableNames) => {
  const subjects: Subject[] = [];
  await asDeployed(async () => {
    for (const request of REQUESTS)
      for (const contender of CONTENDERS)
        subjects.push(await prepareSubject(endpoint, tables, contender, request));
  });
  say('cpu: each contender in turn');
  const rounds = await asDeployed(() => measureRounds(subjects));
  const profiles = [];
  for (const subject of subjects.filter(({ contender }) => contender === 'ours')) {
    say(`cpu: profile of ${subject.request}`);
    profiles.push(await asDeployed(() => profileOf(subject)));
  }
  return { rounds, profiles };
};

const measure = async (say: Say): Promise<CpuResult> => {
  const endpoint = process.env.DYNAMODB_ENDPOINT ?? '';
  const { tables, client } = await freshTables();
  const { idempotency: stock } = await createOwnTables(client);
  const named = { charges: tables.charges, orders: tables.orders, stock };
  try {
    const cpu = await measureCpu(say, endpoint, named);
    const { programs, close } = await openPrograms(endpoint, readTemplate(process.env.CDK_OUT ?? ''), named);
    say(`cpu: memory of ${programs.length} processes, five times`);
    const memory = await measureMemory(programs).finally(close);
    return { ...cpu, memory, requestsServed: REQUESTS_SERVED };
  } finally {
    client.destroy();
  }
};

/**
 * What a request costs a function in processor time, and what a function's process holds in memory. Nothing is promised of
 * either: a machine's figures are its own, and only those of one run can be compared.
 */
export const cpu: Part<CpuResult> = {
  name: 'cpu',
  measure,
  tables: tablesOf,
  targets: () => [],
};
