import type { RequestListener } from 'node:http';
import { gatewayAnswer, INTERNAL_SERVER_ERROR, send } from './gateway/answer.ts';
import type { Serve } from './gateway/gateway.ts';

const isLocalCall = (url = '/'): boolean => /^\/(\?|$|local(\/|\?|$))/.test(url);

/** One address for both: what is deployed, and what is only here. */
export const createListener = (
  serveApi: Serve,
  serveLocalCalls: Serve,
  writeLine: (line: string) => void,
): RequestListener => {
  return (request, response) => {
    const serve = isLocalCall(request.url) ? serveLocalCalls : serveApi;
    serve(request, response).catch((error: unknown) => {
      // The client left in the middle of its request: nobody is there to answer.
      if (request.destroyed && !request.complete) return;
      writeLine(`${request.method} ${request.url}: ${error instanceof Error ? error.stack : String(error)}`);
      send(response, response.headersSent ? gatewayAnswer(500, '') : INTERNAL_SERVER_ERROR);
    });
  };
};
