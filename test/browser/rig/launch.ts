import { type Browser, chromium } from 'playwright-core';
import { type Executable, findChromium } from './executable.ts';

const ARGS = [
  // In a container tests run as root, for whom Chromium has no sandbox; it sees nothing but this project's own pages.
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Whatever a page or the browser itself asks for elsewhere is not found, and does not leave this machine.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/**
 * A Chromium with a new, empty profile. The package's own flags are not taken: they turn off what a page may rely on
 * (`--disable-web-security`, `--single-process`).
 *
 * @throws Error that says what to set when there is none that starts here
 */
export const launchChromium = async (
  { executablePath, env }: Executable = findChromium(),
): Promise<Browser> => {
  try {
    return await chromium.launch({ executablePath, args: ARGS, env: { ...process.env, ...env } });
  } catch (cause) {
    throw new Error(
      `${executablePath} does not start. Set CHROMIUM_PATH to a Chromium or Chrome of this machine that does.`,
      { cause },
    );
  }
};
