import { findSourceMap } from 'node:module';
import { type Frame, placeOf } from './parts.ts';

/** `functions/http/route.ts:42`: where the source stands, also when the code that runs was made from it. */
export const lineOf = (frame: Frame): string => {
  const { url, lineNumber, columnNumber } = frame;
  if (!url.startsWith('file:') && !url.startsWith('/')) return url;
  const entry = findSourceMap(url)?.findEntry(lineNumber, columnNumber);
  const line = entry !== undefined && 'originalLine' in entry ? entry.originalLine : lineNumber;
  const [, inPackage] = url.match(/^.*\/node_modules\/(.+)$/) ?? [];
  return `${inPackage ?? placeOf(frame)}:${line + 1}`;
};
