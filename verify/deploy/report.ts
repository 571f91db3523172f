import type { StepRecord } from './step.ts';

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').trim();

/** A table of Markdown: as good on a terminal as in a page. */
export const toTable = (records: readonly StepRecord[]): string => {
  const rows = [
    ['step', 'verdict', 'seconds', 'seen'],
    ...records.map(({ name, verdict, durationMs, note }) => [
      oneLine(name),
      verdict === 'passed' ? 'passed' : `**${verdict}**`,
      (durationMs / 1000).toFixed(1),
      oneLine(note),
    ]),
  ];
  const [head = [], ...body] = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return [head, '| --- | --- | --: | --- |', ...body].join('\n');
};

/**
 * 0 when every step passed or had nothing to show. Whatever was left out was not verified, and a run of which nothing
 * is known did not succeed.
 */
export const exitCodeOf = (records: readonly StepRecord[]): 0 | 1 =>
  records.length > 0 && records.every(({ verdict }) => verdict === 'passed' || verdict === 'not shown')
    ? 0
    : 1;
