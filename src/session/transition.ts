import type { PaymentMeaning } from '../domain/payment-status.ts';
import type { RawReceipt } from '../domain/wire.ts';
import type { CheckoutEvent, CheckoutState, StateName } from './checkout-state.ts';

/** From where a buyer may ask for a payment page. Never while one is being made or an answer is still open. */
export const PAYABLE: ReadonlySet<StateName> = new Set<StateName>([
  'idle',
  'away',
  'cancelled',
  'failed',
  'error',
]);

/** Where a payment is being asked about. */
export const WATCHING: ReadonlySet<StateName> = new Set<StateName>(['away', 'checking', 'held']);

/** States that a gateway's answer may still change. A late authorisation turns even `failed` into `paid`. */
const UNDECIDED: ReadonlySet<StateName> = new Set<StateName>([
  'redirecting',
  'away',
  'checking',
  'held',
  'cancelled',
  'failed',
  'unresolved',
  'error',
]);

/** Ends and halves that "created" and "processing" would only take backwards. */
const AHEAD: ReadonlySet<StateName> = new Set<StateName>(['held', 'cancelled', 'failed', 'unresolved']);

type Plain =
  | 'idle'
  | 'submitting'
  | 'redirecting'
  | 'away'
  | 'checking'
  | 'held'
  | 'cancelled'
  | 'failed'
  | 'unresolved';

/** The same object when nothing changed, so that nobody is told of it. */
const become = (state: CheckoutState, name: Plain): CheckoutState => (state.name === name ? state : { name });

/** A check starts from anywhere but the far end of the road; a hold stays a hold while it is asked about. */
function onResume(state: CheckoutState): CheckoutState {
  const far = state.name === 'paid' || state.name === 'receipt' || state.name === 'held';
  return far ? state : become(state, 'checking');
}

function onPayment(state: CheckoutState, meaning: PaymentMeaning): CheckoutState {
  if (!UNDECIDED.has(state.name)) return state;
  switch (meaning) {
    case 'paid':
      return { name: 'paid', receipt: 'coming' };
    case 'held':
    case 'cancelled':
    case 'failed':
      return become(state, meaning);
    case 'created':
      return AHEAD.has(state.name) ? state : become(state, 'away');
    case 'processing':
      return AHEAD.has(state.name) ? state : become(state, 'checking');
    case 'unknown':
      return state;
  }
}

/** Receipts only come; an answer that knows fewer of them, or the same ones, is no news. */
function onReceipts(state: CheckoutState, receipts: readonly RawReceipt[]): CheckoutState {
  if (state.name !== 'paid' && state.name !== 'receipt') return state;
  const shown = state.name === 'receipt' ? state.receipts : [];
  const news = receipts.length >= shown.length && JSON.stringify(receipts) !== JSON.stringify(shown);
  return news ? { name: 'receipt', receipts } : state;
}

/** The one place where a state follows from another; what does not apply changes nothing. */
export function transition(state: CheckoutState, event: CheckoutEvent): CheckoutState {
  switch (event.type) {
    case 'pay':
      return PAYABLE.has(state.name) ? { name: 'submitting' } : state;
    case 'released':
      return state.name === 'submitting' ? { name: 'redirecting' } : state;
    case 'left':
      return state.name === 'redirecting' ? { name: 'away' } : state;
    case 'repriced':
    case 'stopped':
      return state.name === 'submitting' ? { name: 'idle' } : state;
    case 'resume':
      return onResume(state);
    case 'payment':
      return onPayment(state, event.meaning);
    case 'receipts':
      return onReceipts(state, event.receipts);
    case 'receipt-late':
      return state.name === 'paid' && state.receipt === 'coming' ? { name: 'paid', receipt: 'late' } : state;
    case 'deadline':
      return state.name === 'checking' || state.name === 'away' ? { name: 'unresolved' } : state;
    case 'lost':
      return state.name === 'checking' || state.name === 'away' ? { name: 'idle' } : state;
    case 'fail':
      return state.name === 'paid' || state.name === 'receipt'
        ? state
        : { name: 'error', error: event.error };
    case 'reset':
      return become(state, 'idle');
  }
}
