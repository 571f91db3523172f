import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import project from '../../../package.json' with { type: 'json' };

const PROJECT_ROOT = join(import.meta.dirname, '..', '..', '..');
const VERSION = project.devDependencies['@sparticuz/chromium'];
const UNPACKED = join(PROJECT_ROOT, 'node_modules', '.cache', 'payonce', `chromium-${VERSION}`);

/** What a browser is started from. */
export interface Executable {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Three seconds, once per version: it appears whole or not at all, whoever else is unpacking it. */
const unpack = (): void => {
  mkdirSync(dirname(UNPACKED), { recursive: true });
  execFileSync(process.execPath, [join(import.meta.dirname, 'unpack-chromium.mjs'), UNPACKED], {
    cwd: PROJECT_ROOT,
  });
};

/** Where the tests run. */
export interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The Chromium that `npm ci` has brought, or that of `CHROMIUM_PATH`.
 *
 * @throws Error that says what to set where neither is there
 */
export const findChromium = ({ platform, arch, env }: Machine = process): Executable => {
  if (env.CHROMIUM_PATH) return { executablePath: env.CHROMIUM_PATH, env: {} };
  if (platform !== 'linux' || arch !== 'x64') {
    throw new Error(
      `The Chromium from npm is for Linux on x64, and this is ${platform} on ${arch}. Set CHROMIUM_PATH to a Chromium or Chrome of this machine.`,
    );
  }
  if (!existsSync(UNPACKED)) unpack();
  return {
    executablePath: join(UNPACKED, 'chromium'),
    env: {
      FONTCONFIG_FILE: join(UNPACKED, 'fonts.conf'),
      LD_LIBRARY_PATH: join(UNPACKED, 'al2023', 'lib'),
    },
  };
};
