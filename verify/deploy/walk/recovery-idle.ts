import { until } from '../patience.ts';
import type { RecoveryReport, RunRecovery } from './open-charge.ts';

/** A charge of the walk whose function was killed on a busy machine comes due within this time. */
const WITHIN_MS = 60_000;

/** Runs the recovery until it finds nothing that is due. @returns what it said each time */
export const walkIdleRecovery = async (run: RunRecovery): Promise<string> => {
  const reports: RecoveryReport[] = [];
  await until('a recovery that finds nothing', { withinMs: WITHIN_MS, everyMs: 2_000 }, async () => {
    const report = await run();
    reports.push(report);
    return report.due === 0 ? true : undefined;
  });
  return reports
    .map(({ due, settled, abandoned }) => `due ${due}, settled ${settled}, abandoned ${abandoned}`)
    .join('; ');
};
