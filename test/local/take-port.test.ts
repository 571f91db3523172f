import { describe, expect, it } from '@jest/globals';
import { takePort } from '../../local/listen.ts';

describe('a port that is taken before there is anything to serve', () => {
  it('has whoever calls meanwhile wait, and serves them then', async () => {
    const { port, open, close } = await takePort(0);
    const early = fetch(`http://127.0.0.1:${port}/early`);
    open((request, response) => void response.end(request.url));

    expect(await (await early).text()).toBe('/early');
    await close();
  });

  it('is nobody else’s from then on', async () => {
    const { port, close } = await takePort(0);
    await expect(takePort(port)).rejects.toThrow(`Port ${port} is taken.`);
    await close();
  });

  it('is free again when the start fails: nobody is left waiting', async () => {
    const { port, close } = await takePort(0);
    const early = fetch(`http://127.0.0.1:${port}/early`).catch(() => 'cut off');
    await close();
    await close();

    expect(await early).toBe('cut off');
    await (await takePort(port)).close();
  });
});
