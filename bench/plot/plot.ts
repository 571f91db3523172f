import { round } from '../../scale/tables/markdown.ts';
import type { Results } from '../results.ts';
import { type Bar, type Panel, panelsOf } from './panels.ts';

const WIDTH = 880;
const COLUMNS = 2;
const GAP = 40;
const PANEL_WIDTH = (WIDTH - GAP) / COLUMNS;
const TITLE_HEIGHT = 34;
const BAR_HEIGHT = 16;
const LABEL_HEIGHT = 18;
const ROW_HEIGHT = BAR_HEIGHT + LABEL_HEIGHT + 8;
const PANEL_HEIGHT = TITLE_HEIGHT + 3 * ROW_HEIGHT + 14;
const FOOT_HEIGHT = 44;
/** For the figure behind the longest bar. */
const VALUE_WIDTH = 70;

/** Both schemes of a page: GitHub shows the file as an image, which follows the reader's own. */
const STYLE = `text { font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 14px } .foot { fill: #59636e }
.none { fill: #8c959f } .ours { fill: #1a7f37 } .stock { fill: #bc4c00 }
@media (prefers-color-scheme: dark) { text { fill: #f0f6fc } .foot { fill: #9198a1 }
.none { fill: #7d8590 } .ours { fill: #3fb950 } .stock { fill: #f0883e } }`;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const text = (x: number, y: number, what: string, className = ''): string =>
  `<text x="${x}" y="${y}"${className && ` class="${className}"`}>${escaped(what)}</text>`;

const barOf = ({ side, label, value }: Bar, index: number, longest: number, unit: string): string => {
  const top = TITLE_HEIGHT + index * ROW_HEIGHT;
  const width = Math.round(((PANEL_WIDTH - VALUE_WIDTH) * value) / longest);
  const barTop = top + LABEL_HEIGHT;
  return [
    text(0, top + LABEL_HEIGHT - 5, label),
    `<rect x="0" y="${barTop}" width="${width}" height="${BAR_HEIGHT}" rx="2" class="${side}"/>`,
    text(width + 6, barTop + BAR_HEIGHT - 4, `${round(value)} ${unit}`),
  ].join('\n');
};

const panelOf = ({ title, unit, bars }: Panel, index: number): string => {
  const x = (index % COLUMNS) * (PANEL_WIDTH + GAP);
  const y = Math.floor(index / COLUMNS) * PANEL_HEIGHT;
  const longest = Math.max(...bars.map(({ value }) => value));
  return [
    `<g transform="translate(${x} ${y})">`,
    text(0, 18, title, 'title'),
    ...bars.map((one, place) => barOf(one, place, longest, unit)),
    '</g>',
  ].join('\n');
};

/** The figures that a reader looks for first, as an SVG. Each panel has a scale of its own, from 0. */
export const plotOf = (results: Results): string => {
  const panels = panelsOf(results);
  const height = Math.ceil(panels.length / COLUMNS) * PANEL_HEIGHT + FOOT_HEIGHT;
  const { takenOn, node } = results.occasion;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" role="img" aria-labelledby="title">
<title id="title">How long requests take: no idempotency, Payonce, and Powertools' default layer</title>
<style>${STYLE}</style>
${panels.map(panelOf).join('\n')}
${text(0, height - 26, 'p50: 5 ms are added to each call to DynamoDB, the processor answers at once, one request at a time.', 'foot')}
${text(0, height - 8, `Starts: until the first request is answered, nothing added. ${takenOn}, Node ${node}.`, 'foot')}
</svg>
`;
};
