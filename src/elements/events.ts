import type { WireItem } from '../domain/item.ts';
import type { KvitError } from '../domain/errors.ts';
import type { Line } from '../domain/line.ts';
import type { Kopecks } from '../domain/money.ts';
import type { Order } from '../domain/order.ts';
import type { RawReceipt } from '../domain/wire.ts';
import type { StateName } from '../session/checkout-state.ts';

const fact: EventInit = { bubbles: true, composed: true };
const request: EventInit = { ...fact, cancelable: true };

/** Request: a payment page is about to be asked for. Cancel it and nothing is sent. */
export class KvitPayEvent extends Event {
  readonly order: Order;
  constructor(order: Order) {
    super('kvit-pay', request);
    this.order = order;
  }
}

/** Request: the page is about to be left for the payment page. Cancel it and a button leads there instead. */
export class KvitRedirectEvent extends Event {
  constructor() {
    super('kvit-redirect', request);
  }
}

/** Fact: the state is another one now. */
export class KvitChangeEvent extends Event {
  readonly state: StateName;
  readonly order: Order | null;
  constructor(state: StateName, order: Order | null) {
    super('kvit-change', fact);
    this.state = state;
    this.order = order;
  }
}

/** Fact: the buyer changed a quantity or removed a line. */
export class KvitCartChangeEvent extends Event {
  readonly items: readonly WireItem[];
  readonly amount: Kopecks;
  /** @internal the same lines as integers */
  readonly lines: readonly Line[];
  constructor(lines: readonly Line[], items: readonly WireItem[], amount: Kopecks) {
    super('kvit-cart-change', fact);
    this.lines = lines;
    this.items = items;
    this.amount = amount;
  }
}

/** Fact: how a payment stands, as the shop's server says. Fulfil from the server all the same. */
export class KvitOutcomeEvent extends Event {
  /** the order's own number */
  readonly uuid: string;
  constructor(type: 'kvit-held' | 'kvit-paid' | 'kvit-cancelled' | 'kvit-failed', uuid: string) {
    super(type, fact);
    this.uuid = uuid;
  }
}

/** Fact: the register has issued a receipt. */
export class KvitReceiptEvent extends Event {
  readonly receipts: readonly RawReceipt[];
  constructor(receipts: readonly RawReceipt[]) {
    super('kvit-receipt', fact);
    this.receipts = receipts;
  }
}

/** Fact: something stands in the way of paying. */
export class KvitErrorEvent extends Event {
  readonly code: KvitError['code'];
  readonly message: string;
  readonly cause: unknown;
  constructor(error: KvitError) {
    super('kvit-error', fact);
    this.code = error.code;
    this.message = error.message;
    this.cause = error.cause;
  }
}

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
