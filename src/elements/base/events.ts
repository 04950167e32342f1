import { toWireItem, type WireItem } from '../../domain/order/item.ts';
import type { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Line } from '../../domain/order/line.ts';
import type { Kopecks } from '../../domain/money/money.ts';
import type { Order } from '../../domain/order/order.ts';
import type { RawReceipt } from '../../domain/contract/wire.ts';
import type { StateName } from '../../session/checkout-state.ts';

/** An event that bubbles and crosses shadow roots. Its facts are its own properties. */
abstract class KvitEvent extends Event {
  constructor(type: `kvit-${string}`, facts: object, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
    Object.assign(this, facts);
  }
}

/** Request: the element is about to ask the signer for a payment page. Cancel the event and nothing is sent. */
export class KvitPayEvent extends KvitEvent {
  /** the order to pay; sums in kopecks */
  declare readonly order: Order;
  constructor(order: Order) {
    super('kvit-pay', { order }, true);
  }
}

/** Request: the page is about to go to the payment page. Cancel the event and a button offers to go there instead. */
export class KvitRedirectEvent extends KvitEvent {
  constructor() {
    super('kvit-redirect', {}, true);
  }
}

/** Fact: the state changed. */
export class KvitChangeEvent extends KvitEvent {
  /** the new state */
  declare readonly state: StateName;
  /** the order that is shown; `null` if there is none */
  declare readonly order: Order | null;
  constructor(state: StateName, order: Order | null) {
    super('kvit-change', { state, order });
  }
}

/** Fact: the cart changed, by the buyer or because the signer returned the correct order. */
export class KvitCartChangeEvent extends KvitEvent {
  /** the lines in the API's names; `price` in roubles */
  declare readonly items: readonly WireItem[];
  /** the sum of the lines in kopecks */
  declare readonly amount: Kopecks;
  /** @internal the same lines as integers */
  declare readonly lines: readonly Line[];
  constructor(lines: readonly Line[], amount: Kopecks) {
    super('kvit-cart-change', { lines, items: lines.map(toWireItem), amount });
  }
}

/** Fact: the outcome of a payment, as the signer reports it. Fulfil orders from your server, never from this event. */
export class KvitOutcomeEvent extends KvitEvent {
  /** number of the order in the shop */
  declare readonly uuid: string;
  constructor(type: 'kvit-held' | 'kvit-paid' | 'kvit-cancelled' | 'kvit-failed', uuid: string) {
    super(type, { uuid });
  }
}

/** Fact: the cash register issued a receipt. An error of the cash register does not fire it. */
export class KvitReceiptEvent extends KvitEvent {
  /** the receipts as UrlPay returns them */
  declare readonly receipts: readonly RawReceipt[];
  constructor(receipts: readonly RawReceipt[]) {
    super('kvit-receipt', { receipts });
  }
}

/** Fact: an error prevents the payment. A declined card is a state and not an error. */
export class KvitErrorEvent extends KvitEvent {
  /** stable code of the error */
  declare readonly code: KvitError['code'];
  /** the error in English, for developers */
  declare readonly message: string;
  /** the underlying error, if any */
  declare readonly cause: unknown;
  constructor({ code, message, cause }: KvitError) {
    super('kvit-error', { code, message, cause });
  }
}

/** The events of the elements by their types. */
export interface KvitEventMap {
  'kvit-pay': KvitPayEvent;
  'kvit-redirect': KvitRedirectEvent;
  'kvit-change': KvitChangeEvent;
  'kvit-cart-change': KvitCartChangeEvent;
  'kvit-held': KvitOutcomeEvent;
  'kvit-paid': KvitOutcomeEvent;
  'kvit-cancelled': KvitOutcomeEvent;
  'kvit-failed': KvitOutcomeEvent;
  'kvit-receipt': KvitReceiptEvent;
  'kvit-error': KvitErrorEvent;
}

declare global {
  interface HTMLElementEventMap extends KvitEventMap {}
}
