import { readLocalSettings } from '../../local/settings.ts';
import type { Finding } from './finding.ts';

/** The variables that `npm start` reads. */
export const settingsFinding = (environment: NodeJS.ProcessEnv): Finding => {
  const name = 'Settings of npm start';
  try {
    readLocalSettings(environment);
    return { name, verdict: 'ok', seen: 'each variable that is set can be meant' };
  } catch (error) {
    const { message } = error as Error;
    return {
      name,
      verdict: 'missing',
      seen: message.replace(/\.$/, ''),
      remedy: 'set it anew, or unset it',
    };
  }
};
