/** @returns `undefined` for what is no JSON */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Whoever asks says what that means: it is no failure of its own.
  }
};
