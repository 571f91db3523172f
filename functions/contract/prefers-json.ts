/** One entry of an `Accept` header, with its weight (RFC 9110 §12.5.1). */
interface Range {
  readonly type: string;
  readonly weight: number;
}

const toRange = (entry: string): Range => {
  const [type = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
  const q = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const weight = q === undefined ? 1 : Number(q);
  return { type, weight: weight >= 0 && weight <= 1 ? weight : 0 };
};

/** The most specific range decides. A type that is named is wanted a little more than one that is merely taken. */
const wish = (ranges: readonly Range[], type: string): number => {
  const named = ranges.find((range) => range.type === type);
  if (named !== undefined) return named.weight > 0 ? named.weight + 0.0001 : 0;
  const family = `${type.split('/')[0]}/*`;
  const taken = ranges.find((range) => range.type === family) ?? ranges.find(({ type }) => type === '*/*');
  return taken?.weight ?? 0;
};

/** Whether a client would rather have JSON than HTML. One that says nothing, or takes both alike, gets the page. */
export const prefersJson = (accept = '*/*'): boolean => {
  const ranges = accept.split(',').map(toRange);
  return wish(ranges, 'application/json') > wish(ranges, 'text/html');
};
