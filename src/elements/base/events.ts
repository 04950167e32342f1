import { toWireItem, type WireItem } from '../../domain/order/item.ts';
import type { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Line } from '../../domain/order/line.ts';
import type { Kopecks } from '../../domain/money/money.ts';
import type { Order } from '../../domain/order/order.ts';
import type { RawReceipt } from '../../domain/contract/wire.ts';
import type { StateName } from '../../session/checkout-state.ts';

/** An event that leaves every shadow root, with its facts as properties of its own. */
abstract class KvitEvent extends Event {
  constructor(type: `kvit-${string}`, facts: object, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
    Object.assign(this, facts);
  }
}

/** Request: a payment page is about to be asked for. Cancel it and nothing is sent. */
export class KvitPayEvent extends KvitEvent {
  declare readonly order: Order;
  constructor(order: Order) {
    super('kvit-pay', { order }, true);
  }
}

/** Request: the page is about to be left for the payment page. Cancel it and a button leads there instead. */
export class KvitRedirectEvent extends KvitEvent {
  constructor() {
    super('kvit-redirect', {}, true);
  }
}

/** Fact: the state is another one now. */
export class KvitChangeEvent extends KvitEvent {
  declare readonly state: StateName;
  declare readonly order: Order | null;
  constructor(state: StateName, order: Order | null) {
    super('kvit-change', { state, order });
  }
}

/** Fact: the cart is another one: the buyer changed it, or the signer's true order took its place. */
export class KvitCartChangeEvent extends KvitEvent {
  declare readonly items: readonly WireItem[];
  declare readonly amount: Kopecks;
  /** @internal the same lines as integers */
  declare readonly lines: readonly Line[];
  constructor(lines: readonly Line[], amount: Kopecks) {
    super('kvit-cart-change', { lines, items: lines.map(toWireItem), amount });
  }
}

/** Fact: how a payment stands, as the shop's server says. Fulfil from the server all the same. */
export class KvitOutcomeEvent extends KvitEvent {
  /** the order's own number */
  declare readonly uuid: string;
  constructor(type: 'kvit-held' | 'kvit-paid' | 'kvit-cancelled' | 'kvit-failed', uuid: string) {
    super(type, { uuid });
  }
}

/** Fact: the register has issued a receipt. */
export class KvitReceiptEvent extends KvitEvent {
  declare readonly receipts: readonly RawReceipt[];
  constructor(receipts: readonly RawReceipt[]) {
    super('kvit-receipt', { receipts });
  }
}

/** Fact: something stands in the way of paying. */
export class KvitErrorEvent extends KvitEvent {
  declare readonly code: KvitError['code'];
  declare readonly message: string;
  declare readonly cause: unknown;
  constructor({ code, message, cause }: KvitError) {
    super('kvit-error', { code, message, cause });
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
