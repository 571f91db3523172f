import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One arrow: `claimed --> released : release`. */
export type Arrow = string;

export type Kind = 'Charge' | 'Refund' | 'Order';

const DOCUMENT = join(import.meta.dirname, '..', '..', '..', 'docs', 'states.md');

/** The arrows of the diagram under a heading of `docs/states.md`, as they stand there. */
export const arrowsOf = (kind: Kind): Arrow[] => {
  const section = readFileSync(DOCUMENT, 'utf8')
    .split(/^## /m)
    .find((text) => text.startsWith(`${kind}\n`));
  const diagram = /```mermaid\nstateDiagram-v2\n(.*?)```/s.exec(section ?? '')?.[1];
  if (diagram === undefined) throw new Error(`docs/states.md has no diagram of ${kind}`);
  return diagram
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .sort();
};
