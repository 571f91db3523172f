import { Refused } from '../place/refused.ts';
import { createClients } from './aws/clients.ts';
import { examineAws } from './aws/examine-aws.ts';
import { engineFinding } from './engine.ts';
import type { Report } from './finding.ts';
import { readDoctorOptions } from './options.ts';
import { portFinding } from './port.ts';
import { settingsFinding } from './settings.ts';
import { synthFinding } from './synth.ts';

/** @throws Refused in a sentence that says how it is called */
const examine = async (
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  report: Report,
): Promise<void> => {
  const { synth, aws } = readDoctorOptions(args);
  report(settingsFinding(environment));
  report(await engineFinding(environment));
  report(await portFinding(environment));
  if (synth) report(await synthFinding());
  if (aws === undefined) return;

  const clients = createClients();
  await examineAws({ clients, environment, ...aws }, report);
};

/** Looks at all that needs the packages. Answers why it did not, when it was asked for what makes no sense. */
export const runExamination = async (
  args: readonly string[],
  report: Report,
): Promise<string | undefined> => {
  // About this process's own Node version, which is what we say ourselves.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  try {
    await examine(args, process.env, report);
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
};
