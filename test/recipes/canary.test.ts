import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { functionOf, resourcesOf } from '../infra/reading.ts';
import { type Desk, openDesk, SYNTH_MS, stackOf } from './rig.ts';

let desk: Desk;
beforeAll(() => {
  desk = openDesk();
});
afterAll(() => desk.clear());

describe('canary', () => {
  const SLOW = ['charges.create', 'refunds.create'];
  let template: Template;
  beforeAll(async () => {
    template = stackOf(await desk.synthesize('canary', { processor: 'stripe' }), 'Payonce');
  }, SYNTH_MS);

  it('lets the API call an alias where money moves, and every other function itself', () => {
    const calls = resourcesOf(template, 'AWS::ApiGatewayV2::Integration').map(({ path, properties }) => {
      const operation = path.split('/').at(-2);
      return [operation, 'Ref' in properties.IntegrationUri ? 'alias' : 'function'];
    });
    const slow = calls.filter(([, called]) => called === 'alias').map(([operation]) => operation);
    expect(slow.sort()).toEqual(SLOW);
    expect(calls.length).toBeGreaterThan(slow.length);
  });

  it('lets API Gateway call the alias, and the function behind it only through that', () => {
    const aliases = resourcesOf(template, 'AWS::Lambda::Alias').map(({ id }) => id);
    const functions = SLOW.map((operation) => functionOf(template, operation).id);
    const callable = resourcesOf(template, 'AWS::Lambda::Permission').map(
      ({ properties: { FunctionName: name } }) => name.Ref ?? name['Fn::GetAtt'][0],
    );
    expect(aliases).toHaveLength(SLOW.length);
    expect(callable).toEqual(expect.arrayContaining([...aliases, functionOf(template, 'charges.get').id]));
    expect(callable.filter((id) => functions.includes(id))).toEqual([]);
  });

  it('moves the alias by tenths, and back when an alarm is raised', () => {
    for (const { id } of resourcesOf(template, 'AWS::Lambda::Alias')) {
      const { UpdatePolicy } = template.toJSON().Resources[id];
      const group = UpdatePolicy.CodeDeployLambdaAliasUpdate.DeploymentGroupName.Ref;
      expect(template.toJSON().Resources[group].Properties).toMatchObject({
        DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent10Minutes',
        AlarmConfiguration: { Enabled: true },
        AutoRollbackConfiguration: {
          Enabled: true,
          Events: expect.arrayContaining(['DEPLOYMENT_STOP_ON_ALARM']),
        },
      });
    }
  });

  it('goes back on an incident too', () => {
    const incident = resourcesOf(template, 'AWS::CloudWatch::Alarm').find(
      ({ properties }) => properties.MetricName === 'Incident',
    );
    for (const { properties } of resourcesOf(template, 'AWS::CodeDeploy::DeploymentGroup')) {
      expect(properties.AlarmConfiguration.Alarms).toContainEqual({ Name: { Ref: incident?.id } });
    }
  });
});
