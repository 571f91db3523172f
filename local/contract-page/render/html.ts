/** Markup that may stand in a page as it is. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, `undefined` is nothing. */
export type Piece = Html | string | number | undefined | readonly Piece[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const toMarkup = (piece: Piece): string => {
  if (piece === undefined) return '';
  if (typeof piece === 'string' || typeof piece === 'number')
    return String(piece).replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
  return 'markup' in piece ? piece.markup : piece.map(toMarkup).join('');
};

/** A template in which whatever is no markup is escaped. */
export const html = (literals: TemplateStringsArray, ...pieces: readonly Piece[]): Html => ({
  markup: literals.map((literal, place) => literal + toMarkup(pieces[place])).join(''),
});

/** Pieces with another between each two. */
export const between = (pieces: readonly Piece[], separator: string): Piece[] =>
  pieces.flatMap((piece, place) => (place === 0 ? [piece] : [separator, piece]));
