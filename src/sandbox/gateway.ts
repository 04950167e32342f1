import { ApiError, invalid } from './api-error.ts';
import { type Callbacks, type CallbackWord, wordFor } from './callbacks.ts';
import type { SandboxClock } from './clock.ts';
import type { Entropy } from './entropy.ts';
import type { Order } from './order.ts';
import { type Outcome, type Step, stepsFor } from './outcome.ts';
import { type Change, Payment } from './payment.ts';
import type { ReceiptJson, Register } from './register.ts';
import type { ScenarioName } from './scenario.ts';
import { STATUS } from './status.ts';
import { type SubscriptionJson, subscriptionOf } from './subscription.ts';

// Far from the payments' ids: nothing in the API links the two, and equal numbers would pretend otherwise.
const FIRST_SUBSCRIPTION = 501;

export interface GatewayOptions {
  readonly clock: SandboxClock;
  readonly entropy: Entropy;
  readonly register: Register;
  readonly callbacks: Callbacks;
  readonly scenario: ScenarioName;
}

/** The gateway's books and what may be done to them. Everything is in memory. */
export class Gateway {
  scenario: ScenarioName;
  readonly clock: SandboxClock;
  readonly callbacks: Callbacks;
  readonly #entropy: Entropy;
  readonly #register: Register;
  readonly #payments = new Map<string, Payment>();
  readonly #byPath = new Map<string, Payment>();
  readonly #cancelledSubscriptions = new Set<number>();
  readonly #creates = new Map<string, number>();
  #lastPayment = 0;
  #nextSubscription = FIRST_SUBSCRIPTION;

  constructor(options: GatewayOptions) {
    this.scenario = options.scenario;
    this.clock = options.clock;
    this.callbacks = options.callbacks;
    this.#entropy = options.entropy;
    this.#register = options.register;
  }

  /** Oldest first. */
  payments(): readonly Payment[] {
    return [...this.#payments.values()].sort((a, b) => a.origin.id - b.origin.id);
  }

  /** @param origin where the hosted pages of this payment are reached, without a slash at the end. */
  async create(order: Order, origin: string): Promise<Payment> {
    const id = ++this.#lastPayment;
    const subscriptionId = order.subscribe === null ? null : this.#nextSubscription++;
    const scenario = this.scenario;
    const pagePath = `/pay/${await this.#entropy.token(`page ${id}`)}`;
    const receiptPath = `/ofd/${await this.#entropy.token(`receipt ${id}`)}`;
    const pageUrl = origin + pagePath;
    const receiptUrl = origin + receiptPath;
    const payment = new Payment({ id, order, scenario, pageUrl, receiptUrl, subscriptionId });
    this.#payments.set(String(id), payment);
    this.#byPath.set(pagePath, payment).set(receiptPath, payment);
    return payment;
  }

  /** Whether the answer to this create gets lost: every first, third… one for the same cart. */
  losesAnswer(order: Order): boolean {
    if (this.scenario !== 'lost-answer') return false;
    const cart = `${order.amount} ${order.description}`;
    const count = (this.#creates.get(cart) ?? 0) + 1;
    this.#creates.set(cart, count);
    return count % 2 === 1;
  }

  find(id: string): Payment | null {
    return this.#payments.get(id) ?? null;
  }

  /** The payment whose hosted page or receipt lies at a path. */
  findByPath(path: string): Payment | null {
    return this.#byPath.get(path) ?? null;
  }

  /** Does what the buyer chose. @returns false when the payment is no longer open and nothing was done. */
  choose(payment: Payment, outcome: Outcome): boolean {
    if (payment.statusAt(this.clock.now()) !== STATUS.created) return false;
    this.#plan(payment, stepsFor(outcome, payment.origin.scenario, payment.order.holdTime));
    return true;
  }

  capture(payment: Payment): void {
    this.#requireHold(payment);
    this.#plan(payment, [{ after: 0, status: STATUS.paid }]);
  }

  cancelHold(payment: Payment): void {
    this.#requireHold(payment);
    this.#plan(payment, [{ after: 0, status: STATUS.cancelled }]);
  }

  refund(payment: Payment): void {
    const now = this.clock.now();
    if (payment.statusAt(now) !== STATUS.paid) throw invalid('payment', 'is not paid');
    if (payment.refundedAt !== null) throw invalid('payment', 'is refunded already');
    payment.refund(now);
  }

  receiptsOf(payment: Payment): Promise<readonly ReceiptJson[]> {
    return this.#register.receiptsOf(payment, this.clock.now());
  }

  subscriptions(): readonly SubscriptionJson[] {
    const now = this.clock.now();
    return this.payments().flatMap((payment) => {
      const cancelled = this.#cancelledSubscriptions.has(payment.origin.subscriptionId ?? 0);
      return subscriptionOf(payment, now, cancelled) ?? [];
    });
  }

  cancelSubscription(id: string): void {
    const subscription = this.subscriptions().find((candidate) => String(candidate.id) === id);
    if (subscription === undefined) throw invalid('id', 'no such subscription');
    if (subscription.status === 0) throw invalid('subscription', 'is cancelled already');
    this.#cancelledSubscriptions.add(subscription.id);
  }

  /** Sends a callback on request. `word` may say something else than the truth: a shop must not trust it anyway. */
  callBack(payment: Payment, word: CallbackWord | null): void {
    const said = word ?? wordFor(payment.statusAt(this.clock.now()));
    if (said === null) throw new ApiError(400, 'the payment is not finished yet');
    if (this.callbacks.url === null) throw new ApiError(400, 'the shop has no callback URL');
    this.callbacks.send(payment, said);
  }

  #requireHold(payment: Payment): void {
    if (payment.statusAt(this.clock.now()) !== STATUS.held) throw invalid('payment', 'is not on hold');
  }

  #plan(payment: Payment, steps: readonly Step[]): void {
    for (const change of payment.plan(steps, this.clock.now())) void this.#announce(payment, change);
  }

  async #announce(payment: Payment, change: Change): Promise<void> {
    const word = wordFor(change.status);
    if (word === null) return;
    const wait = change.at - this.clock.now();
    if (wait > 0) await this.clock.sleep(wait, 'background');
    if (payment.stands(change)) this.callbacks.send(payment, word);
  }
}
