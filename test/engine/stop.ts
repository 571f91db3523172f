import { getRunning } from './running.ts';

export default async function stop(): Promise<void> {
  await getRunning()?.stop();
}
