import type { ReactiveControllerHost } from 'lit';
import type { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Item } from '../../domain/order/item.ts';
import type { Line } from '../../domain/order/line.ts';
import type { Kopecks } from '../../domain/money/money.ts';
import { emptyOrder, readOrder, type Order, type OrderInput } from '../../domain/order/order.ts';
import type { Period } from '../../domain/order/period.ts';
import type { OrderAnswer } from '../../domain/contract/wire.ts';
import type { SignerClient } from '../../signer-client/signer-client.ts';
import { lineRules } from '../base/configuration.ts';

/** What an element says of its order beside the lines. */
export interface OrderHost extends ReactiveControllerHost {
  /** the lines that were set; `null` when they are those in the HTML, or the signer's */
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

/** Where a fault of the order is shown, and who is asked for an order without lines. */
export interface OrderDesk {
  /** @throws {KvitError} when the code that asks does not come */
  open(): Promise<{ readonly client: SignerClient }>;
  setFault(fault: KvitError | null): void;
}

/** The order of a checkout: from `items`, from HTML, or from the signer; then as the buyer or the signer changed it. */
export class OrderSource {
  readonly #host: OrderHost;
  #order: Order | null = null;
  /** as the page or the signer wrote it, word by word */
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

  /** what the order came to before the signer showed a truer one */
  get before(): Kopecks | null {
    return this.#before;
  }

  markStale(): void {
    this.#stale = true;
    this.#host.requestUpdate();
  }

  /** Reads the order anew when something it is made of has changed. @param items `null` when they come with the rest of the page */
  refresh(items: readonly Item[] | null, desk: OrderDesk): void {
    if (!this.#stale || !this.#host.isConnected) return;
    this.#stale = false;
    this.#loading?.abort();
    this.#loading = null;
    this.#parsing = !items;
    // nobody pays another order under this one's number
    if (this.#order?.uuid !== this.#host.uuid) this.#order = null;
    if (!items) document.addEventListener('DOMContentLoaded', () => this.markStale(), { once: true });
    else if (items.length === 0 && !this.#host.items && this.#host.uuid) void this.#load(desk);
    else this.#read(this.#input(items), desk);
  }

  /** Takes the signer's order instead. @throws {KvitError} `bad_order` */
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
    this.#keep(JSON.stringify([this.#given, this.#order]));
  }

  #keep(text: string): void {
    try {
      sessionStorage.setItem(this.#key, text);
    } catch {
      // then it lasts as long as the page
    }
  }

  get #key(): string {
    return `kvit:cart:${this.#host.uuid}`;
  }

  /** The buyer's own cart of this very order, from before the page was left for the bank or loaded anew. */
  #kept(): Order | null {
    try {
      const [was, kept] = JSON.parse(sessionStorage.getItem(this.#key) ?? '') as [string, Order];
      return this.#host.editable && kept.lines.length && was === this.#given ? kept : null;
    } catch {
      return null;
    }
  }

  /** Takes the page's own order again. */
  reset(): void {
    this.#given = '';
    this.#keep('');
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

  #read(input: OrderInput, desk: OrderDesk): void {
    try {
      const order = input.items.length === 0 ? emptyOrder(input) : readOrder(input, lineRules());
      const given = JSON.stringify(order);
      // what is the same to the letter takes back neither the buyer's changes nor a truer price
      if (!this.#order || given !== this.#given) {
        this.#given = given;
        this.#order = this.#kept() ?? order;
        this.#before = null;
      }
      desk.setFault(null);
    } catch (error) {
      this.#order = null;
      desk.setFault(error as KvitError);
    }
  }

  async #load(desk: OrderDesk): Promise<void> {
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const { client } = await desk.open();
      const answer = await client.getOrder(this.#host.uuid ?? '', { signal: loading.signal });
      // an element that was taken off the page asks again when it is back
      if (!this.#host.isConnected) this.#stale = true;
      else if (!loading.signal.aborted) this.#read(answer as OrderInput, desk);
    } catch (error) {
      if (!loading.signal.aborted) desk.setFault(error as KvitError);
    }
    if (this.#loading !== loading) return;
    this.#loading = null;
    this.#host.requestUpdate();
  }
}

/** What an order is made of, beside the lines written as HTML. */
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
