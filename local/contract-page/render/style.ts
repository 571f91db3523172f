/** For narrow and wide, light and dark; nothing on the page scrolls sideways. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #fff; --text: #1d2129; --quiet: #525a66; --line: #d9dde3; --raised: #f4f6f8; --link: #0b5cad;
  font: 1rem/1.55 system-ui, sans-serif; background: var(--ground); color: var(--text);
}
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171c; --text: #e6e9ee; --quiet: #a3acb9; --line: #333b46; --raised: #1d222a; --link: #7db8ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 0 1rem 4rem; max-width: 92rem; overflow-wrap: anywhere; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; }
h1 { font-size: 1.6rem; margin-top: 1.5rem; }
h2 { font-size: 1.35rem; margin-top: 3rem; }
.introduction h2 { font-size: 1.1rem; margin-top: 1.75rem; }
h3 { font-size: 1.15rem; }
h4 { font-size: 0.9rem; margin: 1.5rem 0 0.25rem; color: var(--quiet); }
p { margin: 0.5rem 0 0; }
ul { margin: 0.5rem 0 0; padding-left: 1.25rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.875em; }
pre { margin: 0.25rem 0 0; padding: 0.75rem; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; }
pre code { font-size: 1em; }
.sample { font-size: 0.8125rem; }
figure { margin: 0.75rem 0 0; }
figcaption, summary, .terms, .type, nav { color: var(--quiet); font-size: 0.875rem; }
nav { margin-top: 1.5rem; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 6px; columns: 15rem; }
nav > * { display: block; break-inside: avoid; }
nav b { margin-top: 0.5rem; break-after: avoid; color: var(--text); }
nav ul { margin: 0; }
article, #schemas section { margin-top: 2rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.call { font-size: 1.05rem; }
.members, .answers { list-style: none; padding: 0; }
.members .members { padding-left: 1rem; border-left: 2px solid var(--line); }
.members > li, .answers > li { margin-top: 0.75rem; }
.members > li > p { margin-top: 0.1rem; }
.answers strong { font-variant-numeric: tabular-nums; }
.answers > li > p:first-child { margin: 0; }
.tag { display: inline-block; padding: 0 0.4rem; border: 1px solid var(--line); border-radius: 1rem; font-size: 0.75rem; color: var(--quiet); white-space: nowrap; }
details { margin-top: 0.25rem; }
summary { cursor: pointer; padding: 0.25rem 0; }
:target { scroll-margin-top: 1rem; }
li:target { outline: 2px solid var(--link); outline-offset: 0.4rem; }
@media (min-width: 64rem) {
  body { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 0 2.5rem; padding: 0 2rem 4rem; }
  header { grid-column: 1 / -1; }
  nav { columns: auto; align-self: start; position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; border: 0; padding: 0; }
  .introduction, .introduction + section > p, #problems, #schemas { max-width: 46rem; }
  .setup { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2rem; }
  article { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 2rem; }
  .samples { grid-column: 2; grid-row: 1 / 3; }
}
`;
