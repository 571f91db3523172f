import { checkPort } from '../../local/listen.ts';
import type { Finding } from './finding.ts';

const PORT_DEFAULT = 3000;
const ANSWERS_WITHIN_MS = 2_000;

const isPayonce = async (port: number): Promise<boolean> => {
  try {
    const reply = await fetch(`http://localhost:${port}/local/tables`, {
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    });
    return reply.ok && 'charges' in ((await reply.json()) as object);
  } catch {
    // It speaks no HTTP, or not this: then it is somebody else's.
    return false;
  }
};

/** The port that `npm start` would listen on. */
export const portFinding = async ({ PORT }: NodeJS.ProcessEnv): Promise<Finding> => {
  const port = PORT && /^\d+$/.test(PORT) ? Number(PORT) : PORT_DEFAULT;
  const name = `Port ${port}`;
  try {
    await checkPort(port);
    return { name, verdict: 'ok', seen: 'free' };
  } catch {
    // Taken, or one that needs more rights.
    if (await isPayonce(port)) return { name, verdict: 'ok', seen: 'a local Payonce serves there already' };
    const remedy = `end what listens there, or take another: PORT=${port < 65_535 ? port + 1 : PORT_DEFAULT} npm start`;
    return { name, verdict: 'missing', seen: 'taken by another program, or not to be used', remedy };
  }
};
