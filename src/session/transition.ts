import type { PaymentMeaning } from '../domain/contract/payment-status.ts';
import { isIssued } from '../domain/receipt/receipt-status.ts';
import type { RawReceipt } from '../domain/contract/wire.ts';
import type { CheckoutEvent, CheckoutState, StateName } from './checkout-state.ts';

/** Events whose outcome only their name decides, and what a gateway says of a payment. */
type Step =
  Exclude<CheckoutEvent['type'], 'payment' | 'receipts' | 'receipt-late' | 'fail' | 'reset'> | PaymentMeaning;

type Steps = Readonly<Partial<Record<Step, Exclude<StateName, 'receipt' | 'error'>>>>;

/** Ends overtake one another: a late authorisation turns even `failed` into `paid`. */
const ENDS = { paid: 'paid', held: 'held', cancelled: 'cancelled', failed: 'failed' } as const;

/** "Created" and "processing" would only take an end, or the lack of one, backwards. */
const NEWS = { ...ENDS, created: 'away', processing: 'checking' } as const;

const AGAIN = { pay: 'submitting', resume: 'checking' } as const;

/** Where each step leads from each state. A step that is not here changes nothing. */
const TRANSITIONS: Readonly<Record<StateName, Steps>> = {
  idle: AGAIN,
  submitting: { released: 'redirecting', stopped: 'idle', resume: 'checking' },
  redirecting: { ...NEWS, left: 'away', resume: 'checking' },
  // the gateway has said that nothing was paid yet: time alone makes no doubt of that
  away: { ...NEWS, ...AGAIN, lost: 'idle' },
  checking: { ...NEWS, deadline: 'unresolved', lost: 'idle' },
  held: ENDS,
  paid: {},
  receipt: {},
  cancelled: { ...ENDS, ...AGAIN },
  failed: { ...ENDS, ...AGAIN },
  unresolved: { ...ENDS, resume: 'checking' },
  error: { ...NEWS, ...AGAIN },
};

/** From where a buyer may ask for a payment page. Never while one is being made or an answer is still open. */
export const PAYABLE: ReadonlySet<StateName> = new Set(
  (Object.keys(TRANSITIONS) as StateName[]).filter((name) => TRANSITIONS[name].pay),
);

/** Where a payment is being asked about. */
export const WATCHING: ReadonlySet<StateName> = new Set<StateName>(['away', 'checking', 'held']);

/** What was said last, though a later answer may overtake it. */
export const UNSURE: ReadonlySet<StateName> = new Set<StateName>([
  'away',
  'held',
  'cancelled',
  'failed',
  'unresolved',
]);

/** Where nothing but receipts is still to come. */
export const PAID: ReadonlySet<StateName> = new Set<StateName>(['paid', 'receipt']);

/** What the other tabs will want to see too. */
export const SHARED: ReadonlySet<StateName> = new Set<StateName>([
  'held',
  'cancelled',
  'failed',
  'redirecting',
  ...PAID,
]);

/** The same object when nothing changed, so that nobody is told of it. */
function follow(state: CheckoutState, step: Step): CheckoutState {
  const name = TRANSITIONS[state.name][step];
  if (!name || name === state.name) return state;
  if (name === 'paid') return { name, receipt: 'coming' };
  return name === 'held' ? { name, until: null } : { name };
}

/** A hold is known to end only once the signer has said so. */
function onPayment(state: CheckoutState, meaning: PaymentMeaning, until: number | null): CheckoutState {
  const next = follow(state, meaning);
  return next.name === 'held' && meaning === 'held' && next.until !== until ? { ...next, until } : next;
}

/** Receipts only come: an answer that knows fewer of them, the same, or only errors of the register now, is no news. */
function onReceipts(state: CheckoutState, receipts: readonly RawReceipt[]): CheckoutState {
  if (!PAID.has(state.name)) return state;
  const shown = 'receipts' in state ? state.receipts : [];
  if (receipts.length < shown.length || JSON.stringify(receipts) === JSON.stringify(shown)) return state;
  if (receipts.some(isIssued)) return { name: 'receipt', receipts };
  return state.name === 'paid' ? { name: 'paid', receipt: 'failed', receipts } : state;
}

/** The one place where a state follows from another; what does not apply changes nothing. */
export function transition(state: CheckoutState, event: CheckoutEvent): CheckoutState {
  if (event.type === 'payment') return onPayment(state, event.meaning, event.until ?? null);
  if (event.type === 'receipts') return onReceipts(state, event.receipts);
  if (event.type === 'receipt-late')
    return state.name === 'paid' && state.receipt === 'coming' ? { ...state, receipt: 'late' } : state;
  if (event.type === 'fail') return PAID.has(state.name) ? state : { name: 'error', error: event.error };
  if (event.type === 'reset') return state.name === 'idle' ? state : { name: 'idle' };
  // every other event is a step, or this does not compile
  return follow(state, event.type);
}
