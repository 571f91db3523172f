import type { BrowserContext } from 'playwright-core';

/** What the tabs of a context are allowed to complain about. */
export interface Allowance {
  /** The only place that may be asked. */
  readonly origin: string;
  /**
   * Lines of the console that belong to what a test plays: Chromium itself notes there each answer of 400 and more, and
   * each that is lost.
   *
   * @default - none
   */
  readonly consoleErrors?: readonly RegExp[];
}

const INSIDE = new Set(['data:', 'blob:', 'about:']);

/** Collects from now on what no page may do: errors and warnings in the console, uncaught errors, requests to elsewhere. */
export const watch = (
  context: BrowserContext,
  { origin, consoleErrors = [] }: Allowance,
): readonly string[] => {
  const complaints: string[] = [];
  context.on('console', (message) => {
    const line = message.text();
    const isComplaint = ['error', 'warning', 'assert'].includes(message.type());
    if (isComplaint && !consoleErrors.some((allowed) => allowed.test(line)))
      complaints.push(`${message.type()} in the console: ${line}`);
  });
  context.on('weberror', (webError) => complaints.push(`uncaught: ${webError.error().message}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !INSIDE.has(url.protocol))
      complaints.push(`a request to elsewhere: ${request.url()}`);
  });
  return complaints;
};
