import type { Hello, Lane } from '../../events/event.ts';
import { EMPTY_LANE, type LaneView, reduceLane } from './lane.ts';
import { LANES, type LaneEvent } from './page-events.ts';
import { NO_TOTALS, type Totals } from './totals.ts';

export type LaneViews = Readonly<Record<Lane, LaneView>>;

type Storm =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly ends: number }
  | { readonly kind: 'over' };

/** All that the page shows. */
export interface PageState {
  readonly checkoutId: string;
  /** @default null - still being minted */
  readonly key: string | null;
  readonly lanes: LaneViews;
  readonly totals: Totals;
  /** @default null - the server has not said anything yet */
  readonly hello: Hello | null;
  readonly isConnected: boolean;
  readonly isOnline: boolean;
  readonly storm: Storm;
  /** Sentences about what did not work, by what it was. */
  readonly complaints: Readonly<Partial<Record<'trouble' | 'ledger' | 'payment', string>>>;
}

export type Complaint = keyof PageState['complaints'];

export type Change =
  | { readonly kind: 'checkout'; readonly checkoutId: string; readonly lanes?: LaneViews }
  /** The server has none of it any more: started again without DATA_DIR, or emptied. */
  | { readonly kind: 'forgotten' }
  | {
      readonly kind: 'set';
      readonly set: Partial<
        Pick<PageState, 'key' | 'totals' | 'hello' | 'isConnected' | 'isOnline' | 'storm'>
      >;
    }
  | { readonly kind: 'complaint'; readonly about: Complaint; readonly sentence: string | null }
  | { readonly kind: 'lane'; readonly event: LaneEvent };

const EMPTY_LANES: LaneViews = { 'without-key': EMPTY_LANE, 'with-key': EMPTY_LANE };

export const openPage = (checkoutId: string, isOnline: boolean): PageState => ({
  checkoutId,
  key: null,
  lanes: EMPTY_LANES,
  totals: NO_TOTALS,
  hello: null,
  isConnected: true,
  isOnline,
  storm: { kind: 'none' },
  complaints: {},
});

/** What the browser waits for goes on. */
const forget = ({ taps, underWay, waiting }: LaneView): LaneView => ({
  ...EMPTY_LANE,
  taps,
  underWay,
  waiting,
});

/** A record tells of no lane: only one has any. */
const laneOf = (event: LaneEvent): Lane => (event.kind === 'record' ? 'with-key' : event.lane);

const withEvent = (state: PageState, event: LaneEvent): PageState => {
  const lane = laneOf(event);
  const lanes = { ...state.lanes, [lane]: reduceLane(state.lanes[lane], event) };
  const { storm } = state;
  return event.kind === 'end' && storm.kind === 'running'
    ? { ...state, lanes, storm: { kind: 'running', ends: storm.ends + 1 } }
    : { ...state, lanes };
};

/** What the page shows after one more change. Pure, like the lanes in it. */
export const reducePage = (state: PageState, change: Change): PageState => {
  switch (change.kind) {
    case 'checkout': {
      const { hello, isConnected, isOnline } = state;
      const opened = openPage(change.checkoutId, isOnline);
      return { ...opened, hello, isConnected, lanes: change.lanes ?? opened.lanes };
    }
    case 'forgotten':
      return {
        ...state,
        lanes: {
          'without-key': forget(state.lanes['without-key']),
          'with-key': forget(state.lanes['with-key']),
        },
      };
    case 'set':
      return { ...state, ...change.set };
    case 'complaint': {
      const { [change.about]: _, ...others } = state.complaints;
      const { sentence } = change;
      return { ...state, complaints: sentence === null ? others : { ...others, [change.about]: sentence } };
    }
    case 'lane':
      return withEvent(state, change.event);
  }
};

/** Only the local Stripe is charged without a key: with any other processor, that lane stands still. */
export const openLanes = ({ hello }: Pick<PageState, 'hello'>): readonly Lane[] =>
  hello === null || hello.processor === 'local Stripe' ? LANES : ['with-key'];
