import { expect, it } from '@jest/globals';
import { findChromium } from './executable.ts';
import { launchChromium } from './launch.ts';

it('another machine is told what to set, and goes by it', () => {
  const mac = { platform: 'darwin', arch: 'arm64' };

  expect(() => findChromium({ ...mac, env: {} })).toThrow(/this is darwin on arm64\. Set CHROMIUM_PATH/);
  expect(findChromium({ ...mac, env: { CHROMIUM_PATH: '/opt/chrome' } }).executablePath).toBe('/opt/chrome');
});

it('a Chromium that does not start is named, with what to set', async () => {
  const broken = { executablePath: '/bin/false', env: {} };

  await expect(launchChromium(broken)).rejects.toThrow('/bin/false does not start. Set CHROMIUM_PATH');
});
