import { realWorld } from '../../functions/shared/world.ts';
import { openPlace } from '../place/place.ts';
import { readRedactOptions } from './options.ts';
import { redactAll } from './redact-all.ts';

/** `npm run redact`: exit status 1 when something was left, 0 when nothing is (also when nothing was found). @throws Refused */
export const redact = async (args: readonly string[], write: (line: string) => void): Promise<number> => {
  const options = readRedactOptions(args, process.env);
  const place = await openPlace(options.place);
  try {
    const means = { ...place, world: realWorld, isDryRun: options.isDryRun };
    const isComplete = await redactAll(means, options, write);
    write(
      options.isDryRun
        ? 'Nothing was written: this was a dry run.'
        : 'What the processor, mails, logs and backups still hold is in SECURITY.md.',
    );
    return isComplete ? 0 : 1;
  } finally {
    place.close();
  }
};
