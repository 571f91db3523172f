import type { Random } from '../../simulation/random.ts';

export const TENANTS = ['acme', 'globex'] as const;

/** A charge that a shopper sends, as chance has it. */
export interface PlannedCharge {
  readonly key: string;
  readonly isDeclining: boolean;
  /** What the order costs after its replacement, where there is one. */
  readonly paysReplaced: boolean;
  /** A double tap is two copies at once. */
  readonly copies: number;
  /** Those who leave never come back: the recovery has to find out. */
  readonly leavesAfterOne: boolean;
  /** Reads the charge as soon as it is paid. */
  readonly looks: boolean;
  readonly delayMs: number;
}

/** What one shopper does. Several shoppers, each in the middle of one, are the storm. */
export interface Story {
  /** Two of them do the very same, with the same keys. */
  readonly tenants: readonly string[];
  readonly orderKey: string | null;
  readonly quantity: number;
  readonly charges: readonly PlannedCharge[];
  readonly disturbance: { readonly method: 'PUT' | 'DELETE'; readonly delayMs: number } | null;
  /** Whether the first key is also sent with another amount: beside the charges, after them, or never. */
  readonly reuse: 'meanwhile' | 'afterwards' | null;
}

const drawCharge = (random: Random, key: string): PlannedCharge => ({
  key,
  isDeclining: random.chance(0.2),
  paysReplaced: random.chance(0.5),
  copies: random.pick([1, 1, 1, 2, 3]),
  leavesAfterOne: random.chance(0.2),
  looks: random.chance(0.25),
  delayMs: random.pick([0, 0, 0, 20, 200]),
});

/** Keys are the same for an order and for a charge, and for both tenants: each is a key of its own. */
const drawStory = (random: Random, name: string): Story => {
  const isForOrder = random.chance(0.65);
  const keys = isForOrder ? random.pick([1, 1, 2, 3]) : 1;
  return {
    tenants: random.chance(0.15) ? TENANTS : [random.pick(TENANTS)],
    orderKey: isForOrder ? `${name}-1` : null,
    quantity: random.between(1, 9),
    charges: Array.from({ length: keys }, (_, index) => drawCharge(random, `${name}-${index + 1}`)),
    disturbance:
      isForOrder && random.chance(0.25)
        ? { method: random.pick(['PUT', 'DELETE']), delayMs: random.between(0, 100) }
        : null,
    reuse: random.chance(0.1) ? random.pick(['meanwhile', 'afterwards']) : null,
  };
};

/** How many requests a story is, were each of them answered at once. */
const requestsIn = ({ tenants, orderKey, charges, disturbance, reuse }: Story): number =>
  tenants.length *
  ((orderKey === null ? 0 : 1) +
    charges.reduce((sum, { copies }) => sum + copies, 0) +
    (disturbance === null ? 0 : 1) +
    (reuse === null ? 0 : 1));

/** Stories that together are at least so many requests, their repeats not counted. */
export const drawStories = (random: Random, requests: number): Story[] => {
  const stories: Story[] = [];
  for (let planned = 0; planned < requests; ) {
    const story = drawStory(random, `s${stories.length + 1}`);
    stories.push(story);
    planned += requestsIn(story);
  }
  return stories;
};
