import { PaymentNotifier } from './payment-notifier.ts';
import { ApiError, invalid } from '../responses/api-error.ts';
import { callbackBody, type CallbackSender, type CallbackWord, wordFor } from './callback-sender.ts';
import type { SeededRandom } from '../values/seeded-random.ts';
import type { Order } from '../requests/order.ts';
import { type Outcome, stepsFor } from '../scenario/outcome.ts';
import { type Change, Payment } from './payment.ts';
import type { ReceiptJson, ReceiptKind, CashRegister } from './cash-register.ts';
import type { Course, Step } from '../scenario/script.ts';
import type { ScriptRun } from '../scenario/script-run.ts';
import { isHold, STATUS } from '../values/payment-status.ts';
import { Subscription } from './subscription.ts';
import type { AdjustableClock } from '../clock/adjustable-clock.ts';

// Far from the payments' ids: nothing in the API links the two, and equal numbers would pretend otherwise.
const FIRST_SUBSCRIPTION = 501;

export interface GatewayOptions {
  readonly clock: AdjustableClock;
  readonly random: SeededRandom;
  readonly register: CashRegister;
  readonly callbacks: CallbackSender;
}

/** The gateway's books and what may be done to them. Everything is in memory, and nothing in here waits. */
export class Gateway {
  readonly clock: AdjustableClock;
  readonly callbacks: CallbackSender;
  readonly #random: SeededRandom;
  readonly #register: CashRegister;
  readonly #notifier: PaymentNotifier;
  readonly #payments = new Map<string, Payment>();
  readonly #byPath = new Map<string, Payment>();
  readonly #subscriptions: Subscription[] = [];

  constructor(options: GatewayOptions) {
    this.clock = options.clock;
    this.callbacks = options.callbacks;
    this.#random = options.random;
    this.#register = options.register;
    this.#notifier = new PaymentNotifier(options.clock, options.callbacks);
  }

  /** Oldest first. */
  payments(): readonly Payment[] {
    return [...this.#payments.values()];
  }

  /** Oldest first. */
  subscriptions(): readonly Subscription[] {
    return this.#subscriptions;
  }

  /**
   * @param origin where the hosted pages of this payment are reached, without a slash at the end.
   * @param run the scenario that it plays all its life.
   */
  create(order: Order, origin: string, run: ScriptRun): Payment {
    const payment = this.#enter(order, origin, run, run.outcome());
    this.#notifier.forge(payment);
    return payment;
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
    this.#plan(payment, stepsFor(outcome, payment.origin.course, payment.order.holdTime));
    return true;
  }

  /** The bank changes its mind: what was failed, cancelled or never finished is paid. @returns false for a paid or held one. */
  payLate(payment: Payment): boolean {
    const status = payment.statusAt(this.clock.now());
    if (status === STATUS.paid || isHold(status)) return false;
    this.#plan(payment, [{ after: 0, status: STATUS.paid }]);
    return true;
  }

  /** The bank begins and does not finish. @returns false when the payment is no longer open. */
  process(payment: Payment): boolean {
    if (payment.statusAt(this.clock.now()) !== STATUS.created) return false;
    this.#plan(payment, [{ after: 0, status: STATUS.processing }]);
    return true;
  }

  capture(payment: Payment): void {
    this.#requireHold(payment);
    this.#plan(payment, [{ after: 0, status: STATUS.paid }]);
  }

  release(payment: Payment): void {
    this.#requireHold(payment);
    this.#plan(payment, [{ after: 0, status: STATUS.cancelled }]);
  }

  refund(payment: Payment): void {
    const now = this.clock.now();
    if (payment.statusAt(now) !== STATUS.paid) throw invalid('payment', 'is not paid');
    if (payment.refundedAt !== null) throw invalid('payment', 'is refunded already');
    payment.refund(now);
  }

  receiptsOf(payment: Payment): readonly ReceiptJson[] {
    return this.#register.receiptsOf(payment, this.clock.now());
  }

  receiptOf(payment: Payment, kind: ReceiptKind): ReceiptJson | null {
    return this.#register.receiptOf(payment, kind, this.clock.now());
  }

  cancelSubscription(id: string): void {
    const subscription = this.#subscriptions.find((candidate) => String(candidate.id) === id);
    if (subscription === undefined) throw invalid('id', 'no such subscription');
    if (subscription.cancelled) throw invalid('subscription', 'is cancelled already');
    subscription.cancelled = true;
  }

  /** Sends a callback on request. `word` may say something else than the truth: a shop must not trust it anyway. */
  callBack(payment: Payment, word: CallbackWord | null): void {
    const said = word ?? wordFor(payment.statusAt(this.clock.now()));
    if (said === null) throw new ApiError(400, 'the payment is not finished yet');
    if (this.callbacks.url === null) throw new ApiError(400, 'the shop has no callback URL');
    this.callbacks.send(callbackBody(payment, said));
  }

  #requireHold(payment: Payment): void {
    if (!isHold(payment.statusAt(this.clock.now()))) throw invalid('payment', 'is not on hold');
  }

  #enter(order: Order, origin: string, run: ScriptRun, course: Course): Payment {
    const id = this.#payments.size + 1;
    const pagePath = `/pay/${this.#random.token(`page ${id}`)}`;
    const receiptPath = `/ofd/${this.#random.token(`receipt ${id}`)}`;
    const payment = new Payment({
      id,
      order,
      run,
      course,
      receipts: run.receipts(),
      createdAt: this.clock.now(),
      pageUrl: origin + pagePath,
      receiptUrl: origin + receiptPath,
    });
    this.#payments.set(String(id), payment);
    this.#byPath.set(pagePath, payment).set(receiptPath, payment);
    return payment;
  }

  #plan(payment: Payment, steps: readonly Step[]): void {
    for (const change of payment.plan(steps, this.clock.now())) this.#await(payment, change);
  }

  #await(payment: Payment, change: Change): void {
    if (change.shownOnly) return;
    if (change.at <= this.clock.now()) this.#happen(payment, change);
    else this.clock.at(change.at, () => this.#happen(payment, change));
  }

  #happen(payment: Payment, change: Change): void {
    if (!payment.stands(change)) return;
    const word = wordFor(change.status);
    const early = word === null ? 0 : this.#notifier.notify(payment, word);
    const begin = () => this.#beginSubscription(payment);
    if (early > 0) this.clock.at(payment.postpone(change, early).at, begin);
    else begin();
  }

  #beginSubscription(payment: Payment): void {
    const { subscribe } = payment.order;
    const paidAt = payment.paidAt(this.clock.now());
    const begun = this.#subscriptions.some(({ first }) => first === payment);
    if (subscribe === null || paidAt === null || begun) return;
    const id = FIRST_SUBSCRIPTION + this.#subscriptions.length;
    const subscription = new Subscription(id, subscribe, payment, paidAt);
    this.#subscriptions.push(subscription);
    this.#awaitCharge(subscription);
  }

  #awaitCharge(subscription: Subscription): void {
    this.clock.at(subscription.nextAt, () => this.#charge(subscription));
  }

  #charge(subscription: Subscription): void {
    if (subscription.cancelled) return;
    const { run, pageUrl } = subscription.first.origin;
    const fault = run.renewal();
    const order = subscription.renew(fault !== 'same-uuid');
    const payment = this.#enter(order, new URL(pageUrl).origin, run, 'paid');
    subscription.payments.push(payment.origin.id);
    this.#plan(payment, [{ after: 0, status: fault === 'declined' ? STATUS.failed : STATUS.paid }]);
    this.#awaitCharge(subscription);
  }
}
