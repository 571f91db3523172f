import { type Change, type PageState, reducePage } from './page-state.ts';

/** Holds the page's state, and shows it: once per frame, however much happens in between. */
export const createStore = (first: PageState, show: (state: PageState) => void) => {
  let state = first;
  let isDue = false;

  const showSoon = (): void => {
    if (isDue) return;
    isDue = true;
    // A tab in the background gets no frames: it is shown when somebody looks.
    requestAnimationFrame(() => {
      isDue = false;
      show(state);
    });
  };

  return {
    now: (): PageState => state,
    change: (change: Change): void => {
      state = reducePage(state, change);
      showSoon();
    },
    showSoon,
  };
};

export type Store = ReturnType<typeof createStore>;
