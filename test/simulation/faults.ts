import type { AttemptState } from '../../src/server/index.ts';
import type { StateName } from '../../src/session/checkout-state.ts';
import type { Journal } from './journal.ts';
import type { Random } from './random.ts';

/** What a fault meets: the state a tab shows, or the state in which the store has the attempt; `none` before there is one. */
export type TabState = StateName;
export type OrderState = AttemptState | 'none';
export type State = TabState | OrderState;

export interface Fault {
  /** the states it is known to be able to meet; never meeting one of them in a long run is a failure of the simulation */
  readonly meets: readonly State[];
}

const TAB: readonly TabState[] = [
  'idle',
  'submitting',
  'redirecting',
  'away',
  'checking',
  'held',
  'paid',
  'receipt',
  'cancelled',
  'failed',
  'unresolved',
  'error',
];
/** Where a tab asks the signer anything: the rest never has a request under way. */
const ASKING: readonly TabState[] = [
  'submitting',
  'away',
  'checking',
  'held',
  'paid',
  'receipt',
  'cancelled',
  'failed',
  'unresolved',
];
const ORDER: readonly OrderState[] = [
  'none',
  'CREATING',
  'OPEN',
  'REJECTED',
  'UNKNOWN',
  'ORPHANED',
  'PROCESSING',
  'HELD',
  'PAID',
  'DUP_PAID',
  'MISMATCH',
  'CANCELLED',
  'FAILED',
];
const MADE = ORDER.filter((name) => name !== 'none');
/** What the gateway is asked about: created, watched, or paid and waiting for a receipt. */
const WATCHED: readonly OrderState[] = [
  'CREATING',
  'OPEN',
  'UNKNOWN',
  'ORPHANED',
  'PROCESSING',
  'HELD',
  'PAID',
  'DUP_PAID',
  'CANCELLED',
  'FAILED',
];
/** Whose payment a buyer can have paid, or not, at the gateway. */
const BOOKED: readonly OrderState[] = ['OPEN', 'PROCESSING', 'HELD', 'CANCELLED', 'FAILED'];
/** What the store says of a payment when the gateway has just made it paid, cancelled or failed. */
const NEWS: readonly OrderState[] = ['OPEN', 'PROCESSING', 'HELD', 'MISMATCH', 'CANCELLED', 'FAILED'];
const SETTLED: readonly OrderState[] = ['PAID', 'DUP_PAID'];
const OPEN_PAGE: readonly OrderState[] = ['OPEN'];

const met = (meets: readonly State[]): Fault => ({ meets });
const hop = met(ASKING);
const trip = met(WATCHED);

export const FAULTS = {
  'ask dropped': hop,
  'ask delayed': hop,
  'ask doubled': hop,
  'ask reordered': hop,
  'ask refused by a proxy': hop,
  'answer is a portal’s': hop,
  'answer dropped': hop,
  'answer delayed': hop,
  'answer truncated': hop,
  'answer turned into 5xx': hop,

  'gateway ask dropped': trip,
  'gateway ask delayed': trip,
  'gateway ask doubled': trip,
  'gateway ask reordered': trip,
  'gateway refuses': trip,
  'gateway answers HTML': trip,
  'gateway answer dropped': trip,
  'gateway answer delayed': trip,
  'gateway answer truncated': trip,
  'gateway fails after the effect': trip,
  'gateway echoes secrets': trip,

  kill: met(MADE),
  'clock jump': met(ORDER),
  stall: met(MADE),
  'store conflict': met(WATCHED),
  'store fails': met(WATCHED),
  // which of the two takes a request is no event of its own
  'two signers': met([]),
  'price list slow': met(['none', 'OPEN', 'UNKNOWN', 'PAID', 'CANCELLED', 'FAILED']),
  'handler throws': met(['PAID', 'DUP_PAID', 'MISMATCH']),

  'double click': met(['idle', 'away', 'cancelled', 'failed', 'error']),
  'second tab': met(TAB),
  reload: met(TAB),
  close: met(TAB),
  // the shop’s page behind the payment page mostly stands where its script was stopped
  back: met(['redirecting']),
  unmount: met(TAB),
  'storage blocked': met(TAB),
  'storage cleared': met(TAB),
  offline: met(TAB),
  hidden: met(TAB),
  // a telephone that slept, or one that was set right
  'browser clock jump': met(TAB),
  'price changes': met(ORDER),

  'old page paid': met(OPEN_PAGE),
  declines: met(OPEN_PAGE),
  cancels: met(OPEN_PAGE),
  holds: met(OPEN_PAGE),
  'takes its time': met(OPEN_PAGE),
  captures: met(['OPEN', 'HELD']),
  'gives back a hold': met(['OPEN', 'HELD']),
  'pays late': met(['OPEN', 'CANCELLED', 'FAILED']),
  regresses: met(BOOKED),
  'unknown status': met(BOOKED),
  'stale list': met(['UNKNOWN']),
  'wrong uuid': met(['CREATING']),
  'wrong amount': met(['CREATING']),
  'wrong currency': met(['CREATING']),
  'hostile page': met(['CREATING']),

  'callback lost': met(NEWS),
  'callback doubled': met(NEWS),
  'callback early': met(['CREATING']),
  'callback late': met(NEWS),
  'callback forged': met(ORDER),
  'callback of a wrong uuid': met(NEWS),
  'callback of a wrong amount': met(NEWS),

  'receipt late': met(SETTLED),
  'receipt in error': met(SETTLED),
  'receipt foreign': met(SETTLED),
  'receipts several': met(SETTLED),

  'stranger pries': met(ORDER),
  'key reused': met(MADE),
  'claim tampered': met(ORDER),
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
export const ALL_STATES: readonly State[] = [...TAB, ...ORDER];

const EVERYDAY = new Set<string>([
  'second tab',
  'price changes',
  'old page paid',
  'declines',
  'cancels',
  'holds',
  'takes its time',
  'pays late',
  'browser clock jump',
] satisfies FaultName[]);

/** How many of the faults a run has: none at times, most at others. */
const DENSITIES = [0, 0.03, 0.06, 0.1, 0.15, 0.25, 0.4];
/** What buyers and gateways do every day is no rare mishap: without it most states are never reached. */
const COMMON = 6;

/** The faults of one run: a subset that its seed decides, until it heals. */
export class FaultPlan {
  readonly chosen: ReadonlySet<FaultName>;
  over = false;
  readonly #random: Random;
  readonly #journal: Journal;

  constructor(random: Random, journal: Journal) {
    this.#random = random;
    this.#journal = journal;
    const density = random.pick(DENSITIES);
    this.chosen = new Set(
      FAULT_NAMES.filter((name) => random.chance(EVERYDAY.has(name) ? density * COMMON : density)),
    );
  }

  has(name: FaultName): boolean {
    return !this.over && this.chosen.has(name);
  }

  /** Whether the fault strikes now; if it does it is noted. */
  strikes(name: FaultName, state: State, probability = 0.25): boolean {
    if (!this.has(name) || !this.#random.chance(probability)) return false;
    this.note(name, state);
    return true;
  }

  note(name: FaultName, state: State): void {
    this.#journal.note('fault', { name, state });
  }
}
