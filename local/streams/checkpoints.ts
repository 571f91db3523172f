import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Records of one shard that were read, in their order, and which of them are done with. */
type Open = { readonly sequenceNumber: string; isDone: boolean }[];

/** How far each shard has been worked off: everything up to there was sent, given up or of no interest. */
export interface Checkpoints {
  /** `undefined` when nothing of it has been worked off yet. */
  of(shard: string): string | undefined;
  begin(shard: string, sequenceNumber: string): void;
  done(shard: string, sequenceNumber: string): void;
  /** Whatever has begun is done with. */
  allDone(): void;
  save(): void;
}

/**
 * Opens the checkpoints of a run before, so that this one goes on from there. What had been sent after the last save comes
 * again, as after a crash on AWS.
 *
 * @param path @default - they end with the run, as the tables do
 */
export const openCheckpoints = (path: string | undefined): Checkpoints => {
  const kept = path !== undefined && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const reached = new Map<string, string>(Object.entries(kept));
  const open = new Map<string, Open>();
  let isSaved = true;

  const advance = (shard: string, records: Open): void => {
    while (records[0]?.isDone) {
      reached.set(shard, records[0].sequenceNumber);
      records.shift();
      isSaved = false;
    }
  };
  return {
    of: (shard) => reached.get(shard),
    begin: (shard, sequenceNumber) => {
      const records = open.get(shard) ?? [];
      open.set(shard, records);
      records.push({ sequenceNumber, isDone: false });
    },
    done: (shard, sequenceNumber) => {
      const records = open.get(shard) ?? [];
      const record = records.find((each) => each.sequenceNumber === sequenceNumber);
      if (record) record.isDone = true;
      advance(shard, records);
    },
    allDone: () => {
      for (const [shard, records] of open) {
        for (const record of records) record.isDone = true;
        advance(shard, records);
      }
    },
    save: () => {
      if (path === undefined || isSaved) return;
      // Whole or not at all: a run may be killed at any time.
      writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(reached)));
      renameSync(`${path}.new`, path);
      isSaved = true;
    },
  };
};
