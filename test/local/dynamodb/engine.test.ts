import { accessSync, constants } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { engineBinary } from '../../../local/dynamodb/engine.ts';

describe('the embedded engine', () => {
  it('is a program on this machine, or an endpoint is named in its place', () => {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      expect(() => engineBinary()).toThrow('There is no embedded DynamoDB engine');
      return;
    }
    accessSync(engineBinary(), constants.X_OK);
  });

  it('that is not there is said to be missing, with the one command that starts another', () => {
    const missing = () => engineBinary('@dynoxide/no-such-platform');

    expect(missing).toThrow(`There is no embedded DynamoDB engine for ${process.platform}-${process.arch}.`);
    expect(missing).toThrow('docker run --rm -p 8000:8000 amazon/dynamodb-local');
    expect(missing).toThrow('DYNAMODB_ENDPOINT=http://localhost:8000 npm start');
  });
});
