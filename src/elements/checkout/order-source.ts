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

/** The part of a checkout that says what its order is. */
export interface OrderHost extends ReactiveControllerHost {
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

/** The payment of a checkout, as far as its order needs it. */
export interface OrderPayment {
  /** @throws {KvitError} when the code of paying does not load */
  open(): Promise<{ readonly client: SignerClient }>;
  setFault(fault: KvitError | null): void;
}

const keptCarts = new KeptCarts(new SafeStorage(() => sessionStorage));

/** The order of a checkout: from `items`, from HTML or from the signer, and then as the buyer or the signer changed it. */
export class OrderSource {
  readonly #host: OrderHost;
  #order: Order | null = null;
  /** the order as text, as the page or the signer gave it */
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

  /** the amount before the signer corrected the order, in kopecks */
  get before(): Kopecks | null {
    return this.#before;
  }

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
    // an order must never be paid under another one's number
    if (this.#order?.uuid !== this.#host.uuid) this.#order = null;
    if (!items) document.addEventListener('DOMContentLoaded', () => this.markStale(), { once: true });
    else if (items.length === 0 && !this.#host.items && this.#host.uuid) void this.#load(payment);
    else this.#read(this.#input(items), payment);
  }

  /** Takes the signer's order in place of the page's. @throws {KvitError} `bad_order` */
  replace(answer: OrderAnswer): Order {
    const before = this.#order?.amount ?? null;
    this.#order = readOrder(answer as OrderInput, lineRules());
    this.#before = before;
    this.#host.requestUpdate();
    return this.#order;
  }

  /** Takes the buyer's change. */
  edit(lines: readonly Line[], amount: Kopecks): void {
    if (!this.#order) return;
    this.#order = { ...this.#order, lines, amount };
    this.#before = null;
    this.#host.requestUpdate();
    keptCarts.keep(this.#given, this.#order);
  }

  /** The buyer's own cart of this very order, from before the page was left for the bank or reloaded. */
  #kept(): Order | null {
    const { editable, uuid } = this.#host;
    return editable ? keptCarts.read(uuid ?? '', this.#given, lineRules()) : null;
  }

  /** Takes the page's own order again. */
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
      // an element off the page asks again when it is back
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

/** The properties that an order is made of. Lines in HTML come beside them. */
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
