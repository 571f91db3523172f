/** What was measured at one size. */
export interface Point {
  readonly size: number;
  readonly value: number;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The exponent with which values grow: the slope of the least-squares line through their logarithms. 0 for a constant, 1
 * for a straight line through nought, 2 for a square. A fixed cost beside what grows makes it smaller.
 *
 * @throws Error for fewer than two sizes, and for a size or value that has no logarithm
 */
export const slopeOf = (points: readonly Point[]): number => {
  if (points.some(({ size, value }) => !(size > 0 && value > 0)))
    throw new Error('a slope needs sizes and values above nought');
  const sizes = points.map(({ size }) => Math.log(size));
  const values = points.map(({ value }) => Math.log(value));
  const [sizeMean, valueMean] = [mean(sizes), mean(values)];
  const spread = sizes.reduce((sum, size) => sum + (size - sizeMean) ** 2, 0);
  if (!(spread > 0)) throw new Error('a slope needs two sizes');
  const together = sizes.reduce(
    (sum, size, n) => sum + (size - sizeMean) * ((values[n] ?? 0) - valueMean),
    0,
  );
  return together / spread;
};
