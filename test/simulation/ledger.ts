import type { Attempt } from '../../src/server/index.ts';
import type { OrderState } from './faults.ts';
import type { Entry, EntryOf } from './journal.ts';
import type { Random } from './random.ts';

export type Booking = EntryOf<'booked'>;

/** A payment as the gateway knows it, with all that it has been. */
export interface PaymentRecord {
  readonly id: number;
  /** the uuid that was POSTed, whatever the books say */
  readonly asked: string;
  readonly url: string;
  readonly bookings: readonly Booking[];
}

/** One version of an order's price. */
export interface Price {
  readonly order: string;
  readonly version: number;
  readonly amount: number;
}

/** The journal read as books: who asked for what, what it costs, what was stored and what the gateway has. */
export class Ledger {
  readonly attempts = new Map<string, Attempt>();
  readonly byHandle = new Map<string, string>();
  readonly payments = new Map<number, PaymentRecord>();
  readonly prices: Price[] = [];
  readonly exchanges = new Map<number, EntryOf<'received'>>();
  /** kopecks that the gateway was asked for, by uuid, as the bytes say it */
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
      this.payments.set(entry.id, { id: entry.id, asked: entry.uuid, url: entry.url, bookings: [] });
    else if (entry.kind === 'booked') this.#book(entry);
  }

  /** Whether one of the faults has struck in this run. */
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

  /** Whether the books agree with what the shop asked for: uuid, kopecks and currency. */
  isExact({ asked, bookings }: PaymentRecord): boolean {
    const booking = bookings.at(-1);
    const amount = this.#askedFor.get(asked);
    return booking?.uuid === asked && booking.amount === amount && booking.currency.toUpperCase() === 'RUB';
  }

  /** Payments whose money is taken, of one order. */
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

  #book(booking: Booking): void {
    const payment = this.payments.get(booking.id);
    if (payment) this.payments.set(booking.id, { ...payment, bookings: [...payment.bookings, booking] });
  }
}

export const statusOf = ({ bookings }: PaymentRecord): number | undefined => bookings.at(-1)?.status;

export const everHad = ({ bookings }: PaymentRecord, ...statuses: readonly number[]): boolean =>
  bookings.some(({ status }) => statuses.includes(status));
