import type { Lane } from '../../events/event.ts';
import { sayAmount, sayTimes, showAmount } from './amounts.ts';
import { element, part, write } from './element.ts';
import type { Total } from './totals.ts';

/** Two lines with the one that counts the others. */
const CHIPS_MAX = 5;

/** `€975.00`: longer ones are set smaller, where there is little room. */
const SHORT_MAX = 7;

const toneOf = (count: number): string => {
  if (count === 0) return 'none';
  return count === 1 ? 'right' : 'wrong';
};

const chip = ({ id, amount }: Total['payments'][number]): HTMLElement =>
  element('li', 'chip', showAmount(amount), ' ', element('code', '', `…${id.slice(-4)}`));

/** What the customer was charged in one lane: the one thing to see from across the room. */
export const createScore = (lane: Lane): ((total: Total) => void) => {
  const root = part(`score-${lane}`);
  const [amount, spoken, times, payments] = ['total', 'total-spoken', 'times', 'payments'].map((name) =>
    part(name, root),
  ) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement];
  let shownIds = '';

  return (total) => {
    const { length: count } = total.payments;
    root.dataset.tone = toneOf(count);
    const shown = showAmount(total.amount);
    write(amount, shown);
    amount.dataset.long = String(shown.length > SHORT_MAX);
    write(spoken, count === 0 ? 'nothing' : sayAmount(total.amount));
    write(times, count === 0 ? 'not yet' : sayTimes(count));

    const ids = total.payments.map(({ id }) => id).join();
    if (ids === shownIds) return;
    shownIds = ids;
    const left = count - CHIPS_MAX;
    payments.replaceChildren(...total.payments.slice(0, CHIPS_MAX).map(chip));
    if (left > 0) payments.append(element('li', 'chip more', `and ${left} more`));
  };
};
