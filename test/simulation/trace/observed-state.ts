import type { Attempt } from '../../../src/server/index.ts';
import type { Random } from '../engine/random.ts';
import type { OrderState } from './states.ts';
import type { Entry, EntryOf } from './trace.ts';

export type GatewayChange = EntryOf<'gatewayChanged'>;

/** The gateway's record of a payment, with its history. */
export interface PaymentRecord {
  readonly id: number;
  /** The uuid that the signer POSTed; the gateway's record may differ. */
  readonly asked: string;
  readonly url: string;
  readonly history: readonly GatewayChange[];
}

/** One version of an order's price. */
export interface Price {
  readonly order: string;
  readonly version: number;
  readonly amount: number;
}

/** Prices, requests, attempts and payments, as the trace shows them. */
export class ObservedState {
  readonly attempts = new Map<string, Attempt>();
  readonly byHandle = new Map<string, string>();
  readonly payments = new Map<number, PaymentRecord>();
  readonly prices: Price[] = [];
  readonly exchanges = new Map<number, EntryOf<'received'>>();
  /** Kopecks in the POSTed bytes, by uuid. */
  readonly #askedFor = new Map<string, number>();
  faults: ReadonlySet<string> = new Set();
  readonly #struck = new Set<string>();

  read(entry: Entry): void {
    if (entry.kind === 'begun') this.faults = new Set(entry.faults);
    else if (entry.kind === 'fault') this.#struck.add(entry.name);
    else if (entry.kind === 'priced') this.prices.push(entry);
    else if (entry.kind === 'received') this.exchanges.set(entry.exchange, entry);
    else if (entry.kind === 'sent') this.#send(entry);
    else if (entry.kind === 'inserted' || entry.kind === 'updated') this.#store(entry.attempt);
    else if (entry.kind === 'created')
      this.payments.set(entry.id, { id: entry.id, asked: entry.uuid, url: entry.url, history: [] });
    else if (entry.kind === 'gatewayChanged') this.#book(entry);
  }

  /** True if one of the faults has struck in this run. */
  struck(...names: readonly string[]): boolean {
    return names.some((name) => this.#struck.has(name));
  }

  stateOf(uuid: string): OrderState {
    return this.attempts.get(uuid)?.state ?? 'none';
  }

  /** The state of the attempt under whose uuid the gateway made a payment. */
  stateOfPayment(id: number): OrderState {
    return this.stateOf(this.payments.get(id)?.asked ?? '');
  }

  attemptsOf(order: string): readonly Attempt[] {
    return [...this.attempts.values()].filter((attempt) => attempt.order === order);
  }

  /** The state of one of an order's attempts. */
  stateWithin(order: string, random: Random): OrderState {
    const attempts = this.attemptsOf(order);
    return attempts.length === 0 ? 'none' : random.pick(attempts).state;
  }

  attemptOfHandle(handle: string | null): Attempt | undefined {
    return this.attempts.get(this.byHandle.get(handle ?? '') ?? '');
  }

  paymentsOf(uuid: string): readonly PaymentRecord[] {
    return [...this.payments.values()].filter(({ asked }) => asked === uuid);
  }

  /** True if the gateway's record has the requested uuid, kopecks and currency. */
  isExact({ asked, history }: PaymentRecord): boolean {
    const change = history.at(-1);
    const amount = this.#askedFor.get(asked);
    return change?.uuid === asked && change.amount === amount && change.currency.toUpperCase() === 'RUB';
  }

  /** The charged payments of one order. */
  chargesOf(order: string): readonly PaymentRecord[] {
    const uuids = new Set(this.attemptsOf(order).map(({ uuid }) => uuid));
    return [...this.payments.values()].filter(
      (payment) => uuids.has(payment.asked) && statusOf(payment) === 3,
    );
  }

  #store(attempt: Attempt): void {
    this.attempts.set(attempt.uuid, attempt);
    this.byHandle.set(attempt.handle, attempt.uuid);
  }

  #send({ body }: EntryOf<'sent'>): void {
    if (body === '') return;
    const { uuid, amount } = JSON.parse(body) as { uuid: string; amount: string };
    this.#askedFor.set(uuid, Number(amount.replace('.', '')));
  }

  #book(change: GatewayChange): void {
    const payment = this.payments.get(change.id);
    if (payment) this.payments.set(change.id, { ...payment, history: [...payment.history, change] });
  }
}

export const statusOf = ({ history }: PaymentRecord): number | undefined => history.at(-1)?.status;

export const everHad = ({ history }: PaymentRecord, ...statuses: readonly number[]): boolean =>
  history.some(({ status }) => statuses.includes(status));
