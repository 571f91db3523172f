/** Whatever the simulation does not know stops the run by name: a gap that answered something would be believed. */
export const notSimulated = (what: string): Error => new Error(`not simulated: ${what}`);

/** @throws Error when `input` says anything besides `members` */
export const hasOnly = (what: string, input: object, members: readonly string[]): void => {
  const others = Object.entries(input).filter(
    ([name, value]) => value !== undefined && !members.includes(name),
  );
  if (others.length > 0) throw notSimulated(`${what} with ${others.map(([name]) => name).join(', ')}`);
};
