import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TEMPLATE = 'Payonce.template.json';

/** The synthesized template with records that are given up after so long: the deployed six hours are more than a test has. */
export const withRecordAge = (seconds: number): string => {
  const directory = mkdtempSync(join(tmpdir(), 'payonce-age-'));
  cpSync(process.env.CDK_OUT ?? 'cdk.out', directory, { recursive: true });
  const path = join(directory, TEMPLATE);
  const template = JSON.parse(readFileSync(path, 'utf8'));
  for (const { Type, Properties } of Object.values<{ Type: string; Properties?: object }>(template.Resources))
    if (Type === 'AWS::Lambda::EventSourceMapping')
      Object.assign(Properties ?? {}, { MaximumRecordAgeInSeconds: seconds });
  writeFileSync(path, JSON.stringify(template));
  return directory;
};
