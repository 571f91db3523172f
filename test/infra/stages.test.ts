import { describe, expect, it } from '@jest/globals';
import { resourcesOf } from './reading.ts';
import { createApp, PROD, synthesize } from './synthesize.ts';

const prod = synthesize(PROD);
const dev = synthesize({ processor: 'stripe' });

const KEPT = [
  'AWS::DynamoDB::Table',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::SecretsManager::Secret',
  'AWS::Logs::LogGroup',
];

describe('the prod stage', () => {
  it.each(KEPT)('keeps every %s when the stack lets go of it', (type) => {
    const resources = resourcesOf(prod, type);
    expect(resources.length).toBeGreaterThan(0);
    for (const { deletionPolicy } of resources) expect(deletionPolicy).toBe('Retain');
  });

  it('lets nobody delete a table, the merchants or the stack', () => {
    for (const { properties } of resourcesOf(prod, 'AWS::DynamoDB::Table'))
      expect(properties.DeletionProtectionEnabled).toBe(true);
    for (const { properties } of resourcesOf(prod, 'AWS::Cognito::UserPool'))
      expect(properties.DeletionProtection).toBe('ACTIVE');
    expect(createApp(PROD)[1].terminationProtection).toBe(true);
  });
});

describe('the dev stage', () => {
  it.each(['stripe', 'simulated'])('can be destroyed without a trace, with the processor %s', (processor) => {
    const { Resources } = synthesize({ processor }).toJSON();
    const kept = Object.values(Resources as Record<string, { DeletionPolicy?: string }>).filter(
      ({ DeletionPolicy }) => DeletionPolicy !== undefined && DeletionPolicy !== 'Delete',
    );
    expect(kept).toEqual([]);
  });

  it('protects nothing', () => {
    for (const { properties } of resourcesOf(dev, 'AWS::DynamoDB::Table'))
      expect(properties.DeletionProtectionEnabled).not.toBe(true);
    for (const { properties } of resourcesOf(dev, 'AWS::Cognito::UserPool'))
      expect(properties.DeletionProtection).not.toBe('ACTIVE');
    expect(createApp()[1].terminationProtection).not.toBe(true);
  });
});

describe('every stage', () => {
  it.each([
    ['dev', dev],
    ['prod', prod],
  ])('%s forgets log lines in time', (_, template) => {
    for (const { properties } of resourcesOf(template, 'AWS::Logs::LogGroup'))
      expect(properties.RetentionInDays).toBeGreaterThan(0);
  });

  it('has a stack and keys at the processor of its own', () => {
    const idsOf = (template: typeof dev) =>
      resourcesOf(template, 'AWS::Lambda::Function').map(
        ({ properties }) => properties.Environment.Variables.DEPLOYMENT_ID,
      );
    expect(idsOf(dev)).toContain('payonce-dev');
    expect(idsOf(prod)).toContain('payonce-prod');
    expect(createApp()[1].stackName).not.toBe(createApp(PROD)[1].stackName);
  });
});
