/** A new element with its text and children. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
};

/** The place in the page that has this name. */
export const part = <Kind extends HTMLElement = HTMLElement>(
  name: string,
  within: ParentNode = document,
): Kind => {
  const found = within.querySelector<Kind>(`[data-part="${name}"]`);
  if (found === null) throw new Error(`The page has no part ${name}.`);
  return found;
};

/** Writes only what is new: a screen reader hears a live region again when it is written again. */
export const write = (node: Node, text: string): void => {
  if (node.textContent !== text) node.textContent = text;
};

/** Text in which `code` stands between backquotes. */
export const withCode = (text: string): (Node | string)[] =>
  text.split('`').map((piece, index) => (index % 2 === 1 ? element('code', '', piece) : piece));

/** The same for a place that is written anew again and again. */
export const writeWithCode = (node: HTMLElement, text: string): void => {
  if (node.textContent !== text.replaceAll('`', '')) node.replaceChildren(...withCode(text));
};
