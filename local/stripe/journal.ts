import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Intent } from './intent.ts';
import type { RememberedKey } from './key-memory.ts';
import type { Refund } from './refund.ts';

/**
 * What one request changed, in one line: an intent or a refund without its key, or a key without what it made, cannot
 * survive.
 */
export interface Change {
  readonly intent?: Intent;
  readonly refund?: Refund;
  readonly key?: readonly [string, RememberedKey];
}

export interface Journal {
  /** On disk when it returns. */
  append(change: Change): void;
  clear(): void;
  close(): void;
}

export const noJournal: Journal = { append: () => {}, clear: () => {}, close: () => {} };

/**
 * Opens the file, gives every change in it to `onChange`, and appends to it from then on. A last line without its end
 * was being written when the process was killed: its request was never answered, so it is cut off.
 */
export const openJournal = (path: string, onChange: (change: Change) => void): Journal => {
  const file = openSync(path, 'a+');
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) ftruncateSync(file, Buffer.byteLength(whole));
  for (const line of whole.split('\n')) {
    if (line !== '') onChange(JSON.parse(line));
  }
  return {
    append: (change) => {
      writeSync(file, `${JSON.stringify(change)}\n`);
      fsyncSync(file);
    },
    clear: () => {
      ftruncateSync(file, 0);
      fsyncSync(file);
    },
    close: () => closeSync(file),
  };
};
