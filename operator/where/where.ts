import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSync } from 'esbuild';
import { bundling, entryFile } from '../../infra/bundling.ts';
import type { ProcessorName } from '../../infra/processor-settings.ts';
import { ENTRIES, operationId } from '../../infra/routes.ts';
import { Refused } from '../place/refused.ts';

const PROJECT_ROOT = join(import.meta.dirname, '../..');

const USAGE = `npm run where -- <operation> <frame> …    the source lines of a stack in the log

  <operation>           of the log line: charges.create, recovery.recover, …
  <frame>               "at a (/var/task/index.js:40:12345)" or 40:12345; a whole line of the log will do
  --processor <name>    of the deployment: stripe or simulated (default: stripe)`;

interface Position {
  readonly line: number;
  readonly column: number;
}

const positionsIn = (text: string): Position[] =>
  [...text.matchAll(/(?:^|index\.js:)(\d+):(\d+)/g)].map(([, line, column]) => ({
    line: Number(line),
    column: Number(column),
  }));

const readArguments = (args: readonly string[]) => {
  const parse = () => {
    try {
      return parseArgs({
        args: [...args],
        options: { processor: { type: 'string', default: 'stripe' } },
        allowPositionals: true,
      });
    } catch (cause) {
      throw new Refused(USAGE, { cause });
    }
  };
  const { values, positionals } = parse();
  const [operation = '', ...frames] = positionals;
  const processor = values.processor;
  if (processor !== 'stripe' && processor !== 'simulated')
    throw new Refused(`The processor is stripe or simulated, not ${processor}.`);
  const positions = frames.flatMap(positionsIn);
  if (positions.length === 0) throw new Refused(USAGE);
  return { operation, positions, processor } as const;
};

/** The map of an operation's bundle, built as the deployed one was: the same sources always give the same bundle. */
const mapOf = (operation: string, processor: ProcessorName): SourceMap => {
  const entry = ENTRIES.find((one) => operationId({ entry: one }) === operation);
  if (entry === undefined) throw new Refused(`There is no operation ${operation} here.\n\n${USAGE}`);
  const { outputFiles } = buildSync({
    ...bundling(processor),
    entryPoints: [entryFile(entry)],
    outfile: join(PROJECT_ROOT, 'index.js'),
    absWorkingDir: PROJECT_ROOT,
    sourcemap: 'external',
    sourcesContent: false,
    write: false,
  });
  const map = outputFiles.find(({ path }) => path.endsWith('.map'));
  return new SourceMap(JSON.parse(map?.text ?? '{}'));
};

/**
 * Leads from the frames of a deployed function's stack to the lines of the source: a bundle keeps no names. Writes a line
 * for each. It is right for the version that is checked out, so check out the deployed one first.
 *
 * @throws Refused in a sentence that says how it is called
 */
export const where = async (args: readonly string[], write: (line: string) => void): Promise<number> => {
  const { operation, positions, processor } = readArguments(args);
  const map = mapOf(operation, processor);
  for (const { line, column } of positions) {
    const entry = map.findEntry(line - 1, column - 1);
    write(
      'originalSource' in entry
        ? `${line}:${column}  ${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`
        : `${line}:${column}  is not in this version of ${operation}`,
    );
  }
  return 0;
};
