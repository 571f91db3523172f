type Cell = string | number;

/** `1234567.891` → `1 234 567.9`; small numbers keep three digits. */
export const round = (value: number): string => {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const [whole = '', fraction] = value.toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ' ');
  return fraction === undefined || /^0+$/.test(fraction) ? grouped : `${grouped}.${fraction}`;
};

const cell = (value: Cell): string => (typeof value === 'number' ? round(value) : value);
const line = (cells: readonly Cell[]): string => `| ${cells.map(cell).join(' | ')} |`;

/** A table of Markdown; columns after the first stand to the right where all their cells are numbers. */
export const toTable = (head: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  const isNumeric = (column: number): boolean =>
    rows.every((row) => /^[-\d. ]*$/.test(cell(row[column] ?? '')));
  const rule = head.map((_, column) => (column > 0 && isNumeric(column) ? '---:' : '---'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
};
