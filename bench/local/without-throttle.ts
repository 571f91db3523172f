import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A template in which the stage limits nobody. */
export const withoutThrottle = (template: string): string =>
  JSON.stringify(JSON.parse(template), (name, value) =>
    name === 'ThrottlingRateLimit' || name === 'ThrottlingBurstLimit' ? undefined : value,
  );

/**
 * Copies what `cdk synth` wrote, but for the throttle: at 100 requests a second, as it is deployed, it is what would be
 * measured.
 */
export const copyWithoutThrottle = (cdkOut: string, directory: string): void => {
  cpSync(cdkOut, directory, { recursive: true });
  for (const name of readdirSync(directory).filter((each) => each.endsWith('.template.json'))) {
    const path = join(directory, name);
    writeFileSync(path, withoutThrottle(readFileSync(path, 'utf8')));
  }
};
