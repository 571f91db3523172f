import { describe, expect, it } from '@jest/globals';
import { functionOf, permissionsOf, resourcesOf, tableActionsOf, tableOf } from './reading.ts';
import { synthesize } from './synthesize.ts';

const template = synthesize({ processor: 'simulated' });
const operations: string[] = resourcesOf(template, 'AWS::Lambda::Function').map(
  ({ properties }) => properties.Description,
);
const variablesOf = (operation: string): Record<string, unknown> =>
  functionOf(template, operation).properties.Environment.Variables;
const PAYING = ['charges.create', 'refunds.create', 'recovery.recover'];

describe('a stack whose money is simulated', () => {
  it('has nothing of Stripe: no secret, no permission to read one, no variable, no output', () => {
    expect(resourcesOf(template, 'AWS::SecretsManager::Secret')).toEqual([]);
    for (const operation of operations) {
      const actions = permissionsOf(template, operation).flatMap((statement) => statement.actions);
      expect(actions.filter((action) => action.startsWith('secretsmanager:'))).toEqual([]);
      expect(Object.keys(variablesOf(operation)).join()).not.toMatch(/stripe/i);
    }
    expect(Object.keys(template.toJSON().Outputs)).not.toContain('StripeSecretCommand');
  });

  it('says that no money moves, and how to change that', () => {
    const { Processor, SimulatedLedgerCommand } = template.toJSON().Outputs;
    expect(Processor.Value).toContain('no money moves');
    expect(Processor.Value).toContain('-c processor=stripe');
    const { id } = tableOf(template, 'Simulated');
    expect(JSON.stringify(SimulatedLedgerCommand)).toContain(`"Ref":"${id}"`);
  });

  it.each(PAYING)('lets %s write the ledger, and do nothing else with it', (operation) => {
    expect(tableActionsOf(template, operation, 'Simulated')).toEqual(['dynamodb:UpdateItem']);
    expect(variablesOf(operation)).toMatchObject({
      PROCESSOR: 'simulated',
      DEPLOYMENT_ID: 'payonce-dev',
      SIMULATED_LEDGER_TABLE: { Ref: tableOf(template, 'Simulated').id },
    });
  });

  it('tells no other function of it', () => {
    for (const operation of operations.filter((each) => !PAYING.includes(each))) {
      expect(tableActionsOf(template, operation, 'Simulated')).toEqual([]);
      expect(variablesOf(operation)).not.toHaveProperty('SIMULATED_LEDGER_TABLE');
    }
  });

  it('keeps its ledger by one string, for good: an open charge may be asked about at any time', () => {
    const { KeySchema, AttributeDefinitions, TimeToLiveSpecification } = tableOf(
      template,
      'Simulated',
    ).properties;
    expect(KeySchema).toEqual([{ AttributeName: 'pk', KeyType: 'HASH' }]);
    expect(AttributeDefinitions).toEqual([{ AttributeName: 'pk', AttributeType: 'S' }]);
    expect(TimeToLiveSpecification).toBeUndefined();
  });
});

describe('a stack with Stripe', () => {
  it('has nothing that simulates', () => {
    const stripe = JSON.stringify(synthesize({ processor: 'stripe' }).toJSON());
    expect(stripe).not.toMatch(/simulated/i);
    expect(JSON.stringify(template.toJSON())).toMatch(/simulated/i);
  });
});
