import { element } from './element.ts';
import type { LaneView, Row } from './lane.ts';
import { tellRow } from './story.ts';

const sinceStart = ({ atMs }: Row, startMs: number): string => {
  const ms = Math.max(0, atMs - startMs);
  return ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
};

const rowElement = (row: Row, startMs: number): HTMLLIElement => {
  const { text, tone, badge, asides } = tellRow(row);
  const told = element('span', 'told', element('b', '', text));
  if (badge !== undefined) told.append(' ', element('span', 'badge', badge));
  for (const aside of asides) if (aside !== '') told.append(' ', element('span', 'aside', aside));
  const made = element('li', 'row', element('span', 'when', sinceStart(row, startMs)), told);
  made.dataset.tone = tone;
  made.dataset.kind = row.kind;
  return made;
};

/** The time line of a lane. Only what is new or has changed is made anew: a storm changes it a thousand times. */
export const createRows = (list: HTMLElement): ((view: LaneView) => void) => {
  const shown = new Map<number, { readonly row: Row; readonly item: HTMLLIElement }>();
  let shownRows: LaneView['rows'] = [];
  let startMs = 0;

  return ({ rows }) => {
    if (rows === shownRows) return;
    shownRows = rows;
    if (shown.size === 0) startMs = rows[0]?.atMs ?? 0;
    const ids = new Set(rows.map(({ id }) => id));
    for (const [id, { item }] of shown) {
      if (ids.has(id)) continue;
      item.remove();
      shown.delete(id);
    }
    let older: HTMLLIElement | null = null;
    for (const row of rows) {
      const before = shown.get(row.id);
      const item: HTMLLIElement = before?.row === row ? before.item : rowElement(row, startMs);
      if (item !== before?.item) {
        before?.item.remove();
        list.insertBefore(item, older);
        shown.set(row.id, { row, item });
      }
      older = item;
    }
  };
};
