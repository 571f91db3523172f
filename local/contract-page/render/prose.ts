import { type Html, html, type Piece } from './html.ts';

/** How a word in backticks is shown: problems lead to where they are explained. */
export type ShowCode = (code: string) => Html;

/** Text of one line: what stands between backticks is code. */
const inline = (text: string, showCode: ShowCode): Piece[] =>
  text.split('`').map((part, place) => (place % 2 === 1 ? showCode(part) : part));

const block = (text: string, showCode: ShowCode): Html => {
  const lines = text.split('\n');
  const [first = ''] = lines;
  if (first.startsWith('## ')) return html`<h2>${inline(first.slice(3), showCode)}</h2>`;
  if (lines.every((line) => line.startsWith('- ')))
    return html`<ul>${lines.map((line) => html`<li>${inline(line.slice(2), showCode)}</li>`)}</ul>`;
  return html`<p>${inline(text, showCode)}</p>`;
};

/** The part of Markdown that the contract is written in: paragraphs, headings, lists, code. A test holds it to that. */
export const prose = (markdown: string, showCode: ShowCode): Piece[] =>
  markdown.split(/\n{2,}/).map((text) => block(text, showCode));
