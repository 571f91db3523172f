import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { freshTables } from '../../../test/engine/tables.ts';
import type { Say } from '../../part.ts';
import type { BodyPoint, BodySeries } from '../result.ts';
import type { Sizes } from '../sizes.ts';
import { stageOn } from '../stage.ts';
import { bytesOf } from './bodies.ts';
import { cpuOf } from './cpu.ts';
import { requestsOf } from './requests.ts';
import { seriesOf } from './series.ts';

/** What the size of a request changes. */
export const measureBodies = async (sizes: Sizes, say: Say): Promise<BodySeries[]> => {
  const { tables, client } = await freshTables();
  const stage = stageOn(process.env.DYNAMODB_ENDPOINT ?? '', tables);
  try {
    // With a stream each write of this engine takes longer than the one before.
    const StreamSpecification = { StreamEnabled: false };
    await client.send(new UpdateTableCommand({ TableName: tables.charges, StreamSpecification }));
    const measured: BodySeries[] = [];
    for (const series of seriesOf(sizes)) {
      say(`${series.name}: ${series.sizes.join(', ')} ${series.sizeIs}`);
      const cpu = cpuOf(series, sizes.rounds);
      const requests = await requestsOf(stage, series, sizes.rounds);
      const points = series.sizes.map((size, n) => {
        const point = { size, bodyBytes: bytesOf(series.bodyOf(size)), ...cpu[n], ...requests[n] };
        return point as BodyPoint;
      });
      measured.push({ name: series.name, sizeIs: series.sizeIs, points });
    }
    return measured;
  } finally {
    stage.close();
    client.destroy();
  }
};
