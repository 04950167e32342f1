import type { ReactiveControllerHost } from 'lit';
import type { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Item } from '../../domain/order/item.ts';
import type { Line } from '../../domain/order/line.ts';
import type { Kopecks } from '../../domain/money/money.ts';
import { emptyOrder, readOrder, type Order, type OrderInput } from '../../domain/order/order.ts';
import type { Period } from '../../domain/order/period.ts';
import type { OrderAnswer } from '../../domain/contract/wire.ts';
import { KeptCarts } from '../../session/storage/kept-cart.ts';
import { SafeStorage } from '../../session/storage/safe-storage.ts';
import type { SignerClient } from '../../signer-client/signer-client.ts';
import { lineRules } from '../base/configuration.ts';

/** The properties of a checkout that make its order. */
interface OrderHost extends ReactiveControllerHost {
  /** the lines as a property; `null` if the HTML or the signer gives them */
  readonly items: readonly Item[] | null;
  readonly uuid: string | null;
  readonly description: string;
  readonly currency: string;
  readonly amount: string | null;
  readonly subscribe: string | null;
  readonly holdTime: number | null;
  readonly editable: boolean;
  readonly isConnected: boolean;
}

/** The part of a payment that the order needs. */
interface OrderPayment {
  /** @throws {KvitError} `network` if the payment code does not load */
  open(): Promise<{ readonly client: SignerClient }>;
  setFault(fault: KvitError | null): void;
}

const keptCarts = new KeptCarts(new SafeStorage(() => sessionStorage));

/** The order of a checkout. It comes from `items`, from HTML or from the signer; then the buyer or the signer may change it. */
export class OrderSource {
  readonly #host: OrderHost;
  #order: Order | null = null;
  /** the order as JSON, before the buyer's or the signer's changes */
  #given = '';
  #before: Kopecks | null = null;
  #stale = true;
  #parsing = false;
  #loading: AbortController | null = null;

  constructor(host: OrderHost) {
    this.#host = host;
  }

  get order(): Order | null {
    return this.#order;
  }

  get loading(): boolean {
    return this.#parsing || this.#loading !== null;
  }

  /** The amount before the signer corrected the order, in kopecks; `null` without a correction. */
  get before(): Kopecks | null {
    return this.#before;
  }

  /** Reads the order again at the next rendering. */
  markStale(): void {
    this.#stale = true;
    this.#host.requestUpdate();
  }

  /** Reads the order again after a source of it has changed. @param items `null` while the page is still loading them */
  refresh(items: readonly Item[] | null, payment: OrderPayment): void {
    if (!this.#stale || !this.#host.isConnected) return;
    this.#stale = false;
    this.#loading?.abort();
    this.#loading = null;
    this.#parsing = !items;
    // an order must never be paid under the number of another order
    if (this.#order?.uuid !== this.#host.uuid) this.#order = null;
    if (!items) document.addEventListener('DOMContentLoaded', () => this.markStale(), { once: true });
    else if (items.length === 0 && !this.#host.items && this.#host.uuid) void this.#load(payment);
    else this.#read(this.#input(items), payment);
  }

  /** Replaces the order with the signer's. @throws {KvitError} `bad_order` */
  replace(answer: OrderAnswer): Order {
    const before = this.#order?.amount ?? null;
    this.#order = readOrder(answer as OrderInput, lineRules());
    this.#before = before;
    this.#host.requestUpdate();
    return this.#order;
  }

  /** Takes the buyer's changes. @param amount in kopecks */
  edit(lines: readonly Line[], amount: Kopecks): void {
    if (!this.#order) return;
    this.#order = { ...this.#order, lines, amount };
    this.#before = null;
    this.#host.requestUpdate();
    keptCarts.keep(this.#given, this.#order);
  }

  /** The cart as the buyer changed it before a reload or a visit to the payment page; only for an equal order. */
  #kept(): Order | null {
    const { editable, uuid } = this.#host;
    return editable ? keptCarts.read(uuid ?? '', this.#given, lineRules()) : null;
  }

  /** Drops the changes and reads the page's order again. */
  reset(): void {
    this.#given = '';
    keptCarts.forget(this.#host.uuid ?? '');
    this.markStale();
  }

  #input(items: readonly Item[]): OrderInput {
    const { uuid, description, currency, amount, subscribe, holdTime } = this.#host;
    return {
      uuid: uuid ?? '',
      description,
      currency,
      amount,
      items,
      subscribe: subscribe as Period | null,
      holdTime,
    };
  }

  #read(input: OrderInput, payment: OrderPayment): void {
    try {
      const order = input.items.length === 0 ? emptyOrder(input) : readOrder(input, lineRules());
      const given = JSON.stringify(order);
      // reading an equal order again keeps the buyer's changes and the signer's correction
      if (!this.#order || given !== this.#given) {
        this.#given = given;
        this.#order = this.#kept() ?? order;
        this.#before = null;
      }
      payment.setFault(null);
    } catch (error) {
      this.#order = null;
      payment.setFault(error as KvitError);
    }
  }

  async #load(payment: OrderPayment): Promise<void> {
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const { client } = await payment.open();
      const answer = await client.getOrder(this.#host.uuid ?? '', { signal: loading.signal });
      // an element that left the page asks again when it returns
      if (!this.#host.isConnected) this.#stale = true;
      else if (!loading.signal.aborted) this.#read(answer as OrderInput, payment);
    } catch (error) {
      if (!loading.signal.aborted) payment.setFault(error as KvitError);
    }
    if (this.#loading !== loading) return;
    this.#loading = null;
    this.#host.requestUpdate();
  }
}

/** The properties that an order is made from, besides the lines in HTML. */
export const SOURCES = [
  'items',
  'uuid',
  'description',
  'amount',
  'currency',
  'subscribe',
  'holdTime',
  'signer',
] as const;
