/**
 * Texts as small numbers, 0 for no text: what is stored, told or answered is compared a million times and looked at
 * rarely.
 */
export const createTexts = () => {
  const numbers = new Map([['', 0]]);
  const texts = [''];
  return {
    numberOf: (text: string): number => {
      const found = numbers.get(text);
      if (found !== undefined) return found;
      numbers.set(text, texts.length);
      return texts.push(text) - 1;
    },
    textOf: (number: number): string => texts[number] ?? '',
  };
};

export type Texts = ReturnType<typeof createTexts>;
