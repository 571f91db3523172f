import { jest } from '@jest/globals';

/** Runs `act` and answers every byte that was meanwhile written to standard output and standard error. */
export const capturedOutput = async (act: () => Promise<unknown>): Promise<string> => {
  const written: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
      return true;
    }),
  );
  try {
    await act();
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return written.join('');
};
