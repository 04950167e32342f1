import { ORDER_STATES, TAB_STATES, type OrderState, type State, type TabState } from '../trace/states.ts';

export interface Fault {
  /** The states in which the fault must strike at least once in a long run; otherwise the coverage fails. */
  readonly meets: readonly State[];
}

const TAB = TAB_STATES;
const ORDER = ORDER_STATES;

/** States in which a tab can have a request to the signer under way. */
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
const MADE = ORDER.filter((name) => name !== 'none');
/** Attempts about which a signer calls the gateway: being created, watched, or paid and waiting for a receipt. */
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
/** Attempts whose payment the buyer can pay, decline or cancel at the gateway. */
const PAYABLE: readonly OrderState[] = ['OPEN', 'PROCESSING', 'HELD', 'CANCELLED', 'FAILED'];
/** Stored states at the moment when the gateway’s payment becomes paid, cancelled or failed. */
const NEWS: readonly OrderState[] = ['OPEN', 'PROCESSING', 'HELD', 'MISMATCH', 'CANCELLED', 'FAILED'];
const SETTLED: readonly OrderState[] = ['PAID', 'DUP_PAID'];
const OPEN_PAGE: readonly OrderState[] = ['OPEN'];

const met = (meets: readonly State[]): Fault => ({ meets });
const toSigner = met(ASKING);
const toGateway = met(WATCHED);

export const FAULTS = {
  'request dropped': toSigner,
  'request delayed': toSigner,
  'request doubled': toSigner,
  'request reordered': toSigner,
  'request refused by a proxy': toSigner,
  'answer is a portal’s': toSigner,
  'answer dropped': toSigner,
  'answer delayed': toSigner,
  'answer truncated': toSigner,
  'answer turned into 5xx': toSigner,

  'gateway request dropped': toGateway,
  'gateway request delayed': toGateway,
  'gateway request doubled': toGateway,
  'gateway request reordered': toGateway,
  'gateway refuses': toGateway,
  'gateway answers HTML': toGateway,
  'gateway answer dropped': toGateway,
  'gateway answer delayed': toGateway,
  'gateway answer truncated': toGateway,
  'gateway fails after the effect': toGateway,
  'gateway echoes secrets': toGateway,

  kill: met(MADE),
  'clock jump': met(ORDER),
  stall: met(MADE),
  'store conflict': met(WATCHED),
  'store fails': met(WATCHED),
  // The choice of process is not recorded, so nothing can be counted.
  'two signers': met([]),
  'price list slow': met(['none', 'OPEN', 'UNKNOWN', 'PAID', 'CANCELLED', 'FAILED']),
  'handler throws': met(['PAID', 'DUP_PAID', 'MISMATCH']),

  'double click': met(['idle', 'away', 'cancelled', 'failed', 'error']),
  'second tab': met(TAB),
  reload: met(TAB),
  close: met(TAB),
  // The browser froze the shop's page while it was leaving for the payment page.
  back: met(['redirecting']),
  unmount: met(TAB),
  'storage blocked': met(TAB),
  'storage cleared': met(TAB),
  offline: met(TAB),
  hidden: met(TAB),
  // A phone that slept, or whose clock was corrected.
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
  regresses: met(PAYABLE),
  'unknown status': met(PAYABLE),
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

  'stranger probes': met(ORDER),
  'key reused': met(MADE),
  'claim tampered': met(ORDER),
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
