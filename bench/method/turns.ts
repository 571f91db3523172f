/**
 * The order in which all take their turn in a round. Each is first equally often; every other round goes backwards, so that
 * nobody always follows the same one and inherits what it has left (garbage, a warm cache).
 */
export const turnsOf = <One>(all: readonly One[], round: number): readonly One[] => {
  const start = Math.floor(round / 2) % all.length;
  const turns = [...all.slice(start), ...all.slice(0, start)];
  return round % 2 === 0 ? turns : turns.reverse();
};
