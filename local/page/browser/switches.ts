import { element, part } from './element.ts';
import { TROUBLES, type Trouble } from './faults.ts';

const choice = ({ id, label, says }: (typeof TROUBLES)[number]): HTMLElement => {
  const input = element('input', '');
  input.type = 'radio';
  input.name = 'trouble';
  input.id = `trouble-${id}`;
  input.value = id;
  input.checked = id === 'none';
  input.setAttribute('aria-describedby', `trouble-${id}-says`);
  const name = element('label', '', label);
  name.htmlFor = input.id;
  const explanation = element('p', '', says);
  explanation.id = `trouble-${id}-says`;
  return element('div', 'choice', input, name, explanation);
};

/** What is to go wrong, as it is chosen at the moment of a tap. */
export const createSwitches = () => {
  const troubles = part('troubles');
  troubles.append(...TROUBLES.map(choice));
  const doubleTap = document.getElementById('double-tap') as HTMLInputElement;
  return {
    trouble: (): Trouble => {
      const chosen = troubles.querySelector<HTMLInputElement>('input:checked')?.value;
      return TROUBLES.find(({ id }) => id === chosen)?.id ?? 'none';
    },
    isDouble: (): boolean => doubleTap.checked,
  };
};
