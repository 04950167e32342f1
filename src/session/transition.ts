import type { PaymentMeaning } from '../domain/contract/payment-status.ts';
import { isIssued } from '../domain/receipt/receipt-status.ts';
import type { RawReceipt } from '../domain/contract/wire.ts';
import type { CheckoutEvent, CheckoutState, StateName } from './checkout-state.ts';

/** Events whose outcome depends on their name alone, and the meanings of a gateway status. */
type Step =
  Exclude<CheckoutEvent['type'], 'payment' | 'receipts' | 'receipt-late' | 'fail' | 'reset'> | PaymentMeaning;

type Steps = Readonly<Partial<Record<Step, Exclude<StateName, 'receipt' | 'error'>>>>;

/** One end may follow another: a late authorisation turns even `failed` into `paid`. */
const END_STEPS = { paid: 'paid', held: 'held', cancelled: 'cancelled', failed: 'failed' } as const;

/** Steps before an end is known. After an end, or in `unresolved`, `created` and `processing` would take the state back. */
const GATEWAY_STEPS = { ...END_STEPS, created: 'away', processing: 'checking' } as const;

const RETRY_STEPS = { pay: 'submitting', resume: 'checking' } as const;

/** The state that follows from each state by each step. A step that is missing changes nothing. */
const TRANSITIONS: Readonly<Record<StateName, Steps>> = {
  idle: RETRY_STEPS,
  submitting: { released: 'redirecting', stopped: 'idle', resume: 'checking' },
  redirecting: { ...GATEWAY_STEPS, left: 'away', resume: 'checking' },
  // the gateway has said that nothing is paid yet, so a deadline does not make the outcome unknown
  away: { ...GATEWAY_STEPS, ...RETRY_STEPS, lost: 'idle' },
  checking: { ...GATEWAY_STEPS, deadline: 'unresolved', lost: 'idle' },
  held: END_STEPS,
  paid: {},
  receipt: {},
  cancelled: { ...END_STEPS, ...RETRY_STEPS },
  failed: { ...END_STEPS, ...RETRY_STEPS },
  unresolved: { ...END_STEPS, resume: 'checking' },
  error: { ...GATEWAY_STEPS, ...RETRY_STEPS },
};

/** States in which the buyer may pay: never while a payment is being made or its outcome is unknown. */
export const PAYABLE: ReadonlySet<StateName> = new Set(
  (Object.keys(TRANSITIONS) as StateName[]).filter((name) => TRANSITIONS[name].pay),
);

/** States in which the payment is polled. */
export const WATCHING: ReadonlySet<StateName> = new Set<StateName>(['away', 'checking', 'held']);

/** States that a later answer may change, so the payment is asked about when the page is looked at again. */
export const UNSURE: ReadonlySet<StateName> = new Set<StateName>([
  'away',
  'held',
  'cancelled',
  'failed',
  'unresolved',
]);

/** States in which only receipts are still awaited. */
export const PAID: ReadonlySet<StateName> = new Set<StateName>(['paid', 'receipt']);

/** States that the other tabs get a hint of. */
export const SHARED: ReadonlySet<StateName> = new Set<StateName>([
  'held',
  'cancelled',
  'failed',
  'redirecting',
  ...PAID,
]);

/** @returns the same object when nothing changes, so that no event is fired */
function follow(state: CheckoutState, step: Step): CheckoutState {
  const name = TRANSITIONS[state.name][step];
  if (!name || name === state.name) return state;
  if (name === 'paid') return { name, receipt: 'coming' };
  return name === 'held' ? { name, until: null } : { name };
}

/** A hold has an end only when the signer names one. */
function onPayment(state: CheckoutState, meaning: PaymentMeaning, until: number | null): CheckoutState {
  const next = follow(state, meaning);
  return next.name === 'held' && meaning === 'held' && next.until !== until ? { ...next, until } : next;
}

/** Receipts are only added: an answer with fewer or the same receipts, or with errors after an issued one, changes nothing. */
function onReceipts(state: CheckoutState, receipts: readonly RawReceipt[]): CheckoutState {
  if (!PAID.has(state.name)) return state;
  const shown = 'receipts' in state ? state.receipts : [];
  if (receipts.length < shown.length || JSON.stringify(receipts) === JSON.stringify(shown)) return state;
  if (receipts.some(isIssued)) return { name: 'receipt', receipts };
  return state.name === 'paid' ? { name: 'paid', receipt: 'failed', receipts } : state;
}

/** The only place where a state follows from another. @returns the same object for an event that does not apply */
export function transition(state: CheckoutState, event: CheckoutEvent): CheckoutState {
  if (event.type === 'payment') return onPayment(state, event.meaning, event.until ?? null);
  if (event.type === 'receipts') return onReceipts(state, event.receipts);
  if (event.type === 'receipt-late')
    return state.name === 'paid' && state.receipt === 'coming' ? { ...state, receipt: 'late' } : state;
  if (event.type === 'fail') return PAID.has(state.name) ? state : { name: 'error', error: event.error };
  if (event.type === 'reset') return state.name === 'idle' ? state : { name: 'idle' };
  // every other event is a step; a new event that is not one does not compile
  return follow(state, event.type);
}
