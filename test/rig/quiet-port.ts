import { checkPort } from '../../local/listen.ts';

/** Below the ports that systems give out by themselves: nobody gets such a one by chance. */
const PORTS = { first: 20_000, count: 10_000 };

/** A port that nobody listens on, and that stays so until a test has it listened on. */
export const quietPort = async (): Promise<number> => {
  for (;;) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count);
    const isFree = await checkPort(port).then(
      () => true,
      () => false,
    );
    if (isFree) return port;
  }
};
