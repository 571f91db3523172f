import { createWriteStream } from 'node:fs';

export interface Log {
  writeLine(line: string): void;
  close(): Promise<void>;
}

/** What functions write: to standard error, so that standard output is one line, or appended to a file. */
export const openLog = (file?: string): Log => {
  if (file === undefined) {
    return { writeLine: (line) => process.stderr.write(`${line}\n`), close: async () => undefined };
  }
  const stream = createWriteStream(file, { flags: 'a' });
  stream.on('error', (error) => process.stderr.write(`LOG_FILE cannot be written: ${error.message}\n`));
  return {
    writeLine: (line) => stream.write(`${line}\n`),
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
};
