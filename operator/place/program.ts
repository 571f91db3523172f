import { sentenceOf } from './refused.ts';

/**
 * Runs a command: what it answers is the exit status; what it cannot do is one sentence on standard error, and 1.
 * `write` is standard output, a line at a time.
 */
export const runCommand = async (
  command: (args: readonly string[], write: (line: string) => void) => Promise<number>,
): Promise<void> => {
  // About this process's own Node version, which says nothing about the deployment.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  try {
    process.exitCode = await command(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === undefined) throw error;
    process.stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  }
};
