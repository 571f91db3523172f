import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stage, stageOn } from '../stage.ts';
import { copyIds } from './copies.ts';
import { writeExport } from './export.ts';
import { startWithExport } from './import.ts';
import { KINDS, type Kind, type Modelled, modelOf } from './model.ts';

/** An engine with so many items in a table, and the production handlers' surroundings on it. */
export interface Stock extends Pick<Stage, 'dependencies' | 'meter' | 'pass'> {
  readonly count: number;
  readonly ids: readonly string[];
  readonly stop: () => Promise<void>;
}

/** Starts stocks of one kind: copies of one item that the production handler has written. */
export const stocksOf = async (kind: Kind): Promise<(count: number) => Promise<Stock>> => {
  const modelled: Modelled = await modelOf(kind);
  const { tables, tableName, model } = modelled;
  return async (count) => {
    const ids = copyIds(KINDS[kind].operation, count);
    const directory = mkdtempSync(join(tmpdir(), 'payonce-stock-'));
    try {
      await writeExport(directory, modelled, tableName, model, ids);
      const engine = await startWithExport(directory);
      const { dependencies, meter, pass, close } = stageOn(engine.endpoint, tables);
      const stop = async (): Promise<void> => {
        close();
        await engine.stop();
      };
      return { dependencies, meter, pass, count, ids, stop };
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  };
};
