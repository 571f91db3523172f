import { asDeployed } from '../method/as-deployed.ts';
import { mean, median, percentile, percentilesOf } from '../method/percentiles.ts';
import { turnsOf } from '../method/turns.ts';
import type { Say } from '../part.ts';
import { startField, type Turn } from './field.ts';
import type { Added, Entrant, Figures, Latency, Stage } from './result.ts';

/**
 * Short rounds, many of them: whatever else the machine does meets all contenders alike. 64 at a time make 192 requests, so
 * that most of them are sent while others are under way.
 */
const STAGES: readonly Stage[] = [
  { networkMs: 5, concurrent: 1, rounds: 40, requests: 10 },
  { networkMs: 5, concurrent: 8, rounds: 12, requests: 40 },
  { networkMs: 5, concurrent: 64, rounds: 5, requests: 192 },
  { networkMs: 0, concurrent: 1, rounds: 20, requests: 30 },
  { networkMs: 0, concurrent: 8, rounds: 12, requests: 40 },
  { networkMs: 0, concurrent: 64, rounds: 5, requests: 192 },
];

/** Before the first stage: V8 has then compiled what is measured. */
const WARM_UP: Stage = { networkMs: 0, concurrent: 8, rounds: 2, requests: 100 };

/** Of each stage: what its fresh tables and connections cost once. */
const ROUNDS_DROPPED = 1;

const figuresOf = (entrant: Entrant, { networkMs, concurrent }: Stage, turns: readonly Turn[]): Figures => {
  const latenciesMs = turns.flatMap((turn) => turn.latenciesMs);
  const sum = (of: (turn: Turn) => number): number => turns.reduce((total, turn) => total + of(turn), 0);
  return {
    ...entrant,
    networkMs,
    concurrent,
    ...percentilesOf(latenciesMs),
    requests: latenciesMs.length,
    perSecond: median(turns.map((turn) => turn.latenciesMs.length / (turn.wallMs / 1000))),
    callsPerRequest: sum(({ traffic }) => traffic.calls) / latenciesMs.length,
    inCallsMs: sum(({ traffic }) => traffic.inCallsMs) / latenciesMs.length,
    meanMs: mean(latenciesMs),
    roundP50Ms: turns.map((turn) => percentile(turn.latenciesMs, 0.5)),
  };
};

const runStage = async (stage: Stage): Promise<{ figures: readonly Figures[]; added: Added }> => {
  const { networkMs, concurrent, rounds, requests } = stage;
  const field = await startField(stage);
  const turns = new Map<Entrant, Turn[]>();
  try {
    for (let round = -ROUNDS_DROPPED; round < rounds; round += 1)
      for (const entrants of field.entrants)
        for (const entrant of turnsOf(entrants, round + ROUNDS_DROPPED)) {
          const turn = await field.take(entrant, requests);
          if (round >= 0) turns.set(entrant, [...(turns.get(entrant) ?? []), turn]);
        }
  } finally {
    await field.stop();
  }
  const figures = field.entrants
    .flat()
    .map((entrant) => figuresOf(entrant, stage, turns.get(entrant) as Turn[]));
  const addedMs = [...turns.values()].flat().flatMap(({ traffic }) => traffic.addedMs);
  return { figures, added: { networkMs, concurrent, ...percentilesOf(addedMs) } };
};

/**
 * Runs each stage in turn, on fresh tables.
 *
 * @param stages @default - two networks, each with 1, 8 and 64 requests at a time: two minutes on two cores
 */
export const measureLatency = async (say: Say, stages = STAGES): Promise<Latency> => {
  say('latency: warming up');
  await asDeployed(() => runStage(WARM_UP));
  const done = [];
  for (const stage of stages) {
    const { networkMs, concurrent, rounds, requests } = stage;
    say(
      `latency: network ${networkMs} ms, ${concurrent} at a time, ${rounds} rounds of ${requests} requests`,
    );
    done.push(await asDeployed(() => runStage(stage)));
  }
  return {
    figures: done.flatMap(({ figures }) => figures),
    added: done.flatMap(({ added }) => (added.networkMs > 0 ? [added] : [])),
  };
};
