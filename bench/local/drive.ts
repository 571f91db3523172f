import { percentile } from '../method/percentiles.ts';
import { type Connection, openConnection } from './connection.ts';
import type { Load } from './result.ts';

export interface Drive {
  readonly request: string;
  readonly port: number;
  readonly connections: number;
  readonly durationMs: number;
  /** The next request, as it goes over the wire. */
  readonly next: () => string;
  readonly status: number;
}

/** Each connection sends its next request when the last one is answered, until the time is over. */
export const drive = async (options: Drive): Promise<Load> => {
  const { request, port, connections, durationMs, next, status } = options;
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const tookMs: number[] = [];
  let errors = 0;

  const startedAtMs = performance.now();
  const keepAsking = async (connection: Connection): Promise<void> => {
    while (performance.now() - startedAtMs < durationMs) {
      const sentAtMs = performance.now();
      const reply = await connection.ask(next());
      if (reply.status === status) tookMs.push(performance.now() - sentAtMs);
      else errors += 1;
    }
  };
  const asking = open.map((connection) =>
    // A connection that has ended is one error, and the others go on.
    keepAsking(connection).catch(() => {
      errors += 1;
    }),
  );
  await Promise.all(asking);
  const allMs = performance.now() - startedAtMs;

  for (const connection of open) connection.close();
  return {
    request,
    connections,
    answers: tookMs.length,
    errors,
    perSecond: (tookMs.length / allMs) * 1000,
    p50Ms: percentile(tookMs, 0.5),
    p95Ms: percentile(tookMs, 0.95),
  };
};
