import type { IncomingMessage } from 'node:http';

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

const hostnameOf = (address: string): string | undefined =>
  URL.canParse(address) ? new URL(address).hostname : undefined;

/**
 * Why a call is not for this machine's own user, or `undefined` when it is. A page of another site can send requests
 * here, and by a name that leads here (DNS rebinding) even read the answers: tokens and faults are not for it.
 */
export const refusalOf = ({ headers }: IncomingMessage): string | undefined => {
  const host = hostnameOf(`http://${headers.host}`);
  if (host === undefined || !LOCAL_NAMES.has(host)) {
    return `Calls under /local are answered on localhost only, not on ${headers.host ?? 'no host'}.`;
  }
  const { origin } = headers;
  if (origin !== undefined && !LOCAL_NAMES.has(hostnameOf(origin) ?? '')) {
    return `Calls under /local are not answered to pages of ${origin}.`;
  }
  return undefined;
};
