/** What happened: always as a digest, and in words where somebody wants to read it. */
export interface Trace {
  /** Mixes into the digest that `what` happened at this moment. */
  readonly mark: (nowMs: number, what: string) => void;
  /** One sentence of the story. The words are only made when a story was asked for. */
  readonly tell: (nowMs: number, words: () => string) => void;
  /** What follows from the next sentence: it is told after it. */
  readonly conclude: (nowMs: number, words: () => string) => void;
  readonly hash: () => string;
  readonly story: () => readonly string[];
}

/** Ids are told by their beginning: enough to tell two apart, short enough to be read. */
const shortened = (sentence: string): string =>
  sentence.replace(/\b((?:ch|ord|re)_[0-9a-z]{6})[0-9a-z]{46}\b/g, '$1…');

const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, '0');

/**
 * The digest tells two traces apart and is no proof against anybody: two lanes of multiply-and-xor (FNV-1a's shape),
 * 64 bits, at a tenth of the cost of SHA-256 for texts of this length.
 */
export const startTrace = (startMs: number, withStory: boolean): Trace => {
  const story: string[] = [];
  const conclusions: string[] = [];
  const sentence = (nowMs: number, words: string): string =>
    `${((nowMs - startMs) / 1000).toFixed(3)} s  ${shortened(words)}`;
  let one = 0x811c9dc5;
  let other = 0x9e3779b9;
  const mix = (value: number): void => {
    one = Math.imul(one ^ value, 0x01000193);
    other = Math.imul(other ^ value, 0x85ebca6b);
    other ^= other >>> 15;
  };
  return {
    mark: (nowMs, what) => {
      mix(Math.floor(nowMs - startMs));
      for (let place = 0; place < what.length; place += 1) mix(what.charCodeAt(place));
    },
    tell: (nowMs, words) => {
      if (withStory) story.push(sentence(nowMs, words()), ...conclusions.splice(0));
    },
    conclude: (nowMs, words) => {
      if (withStory) conclusions.push(sentence(nowMs, words()));
    },
    hash: () => hex(one) + hex(other),
    story: () => [...story, ...conclusions],
  };
};
