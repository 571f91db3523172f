import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Template } from '../../../local/template/model.ts';
import { readTemplate } from '../../../local/template/read-template.ts';

describe('reading the synthesized template of Payonce', () => {
  let template: Template;
  beforeAll(() => {
    template = readTemplate(process.env.CDK_OUT ?? 'cdk.out');
  });

  it('finds each route with its operation, its scope and its authorizer', () => {
    const charge = template.routes.find(({ key }) => key === 'POST /charges');
    expect(charge).toMatchObject({
      method: 'POST',
      path: '/charges',
      functionId: 'charges.create',
      scopes: ['payonce/charges:write'],
      hasAuthorizer: true,
    });
    const open = template.routes.filter(({ hasAuthorizer }) => !hasAuthorizer).map(({ key }) => key);
    expect(open.sort()).toEqual(['GET /openapi.json', 'GET /problems/{code}', 'POST /webhooks/stripe']);
  });

  it('finds a bundle for every function, and environments without a reference left', () => {
    expect(template.functions.length).toBeGreaterThan(0);
    for (const { bundlePath, environment } of template.functions) {
      expect(existsSync(bundlePath)).toBe(true);
      expect(JSON.stringify(environment)).not.toMatch(/object Object|Fn::|"Ref"|undefined/);
    }
  });

  it('names tables in environments as it creates them', () => {
    const names = template.tables.map(({ name }) => name);
    const create = template.functions.find(({ id }) => id === 'charges.create');
    expect(names).toContain(create?.environment.CHARGES_TABLE);
    expect(names).toContain(create?.environment.ORDERS_TABLE);
  });

  it('gives charges their indexes and stream, and an expiry to the idempotency table alone', () => {
    const table = (id: string) => template.tables.find(({ name }) => name.startsWith(id));
    const indexes = table('Charges')?.definition.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName);
    expect(indexes).toEqual(expect.arrayContaining(['byTenant', 'byDueAt']));
    expect(table('Charges')?.definition.StreamSpecification).toEqual({
      StreamEnabled: true,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    });
    expect(template.tables.filter(({ ttlAttribute }) => ttlAttribute !== undefined)).toEqual([
      table('Idempotency'),
    ]);
  });

  it('keeps the order of time-outs: a function ends before its integration gives up', () => {
    const timeoutMs = (functionId: string): number =>
      1000 * (template.functions.find(({ id }) => id === functionId)?.timeoutS ?? Number.NaN);
    for (const { functionId, integrationTimeoutMs } of template.routes) {
      expect(timeoutMs(functionId)).toBeLessThan(integrationTimeoutMs);
    }
  });
});
