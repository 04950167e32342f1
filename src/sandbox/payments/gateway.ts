import { PaymentNotifier } from './payment-notifier.ts';
import { ApiError, invalid } from '../responses/api-error.ts';
import { callbackOf, type CallbackWord, wordFor } from './callback.ts';
import type { CallbackSender } from './callback-sender.ts';
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

// Far from the ids of payments: the API links the two in no way, and equal numbers would suggest a link.
const FIRST_SUBSCRIPTION = 501;

interface GatewayOptions {
  readonly clock: AdjustableClock;
  readonly random: SeededRandom;
  readonly register: CashRegister;
  readonly callbacks: CallbackSender;
}

/** The gateway's payments and subscriptions, and the operations on them. Everything is in memory and synchronous. */
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

  /** Every payment, oldest first. */
  payments(): readonly Payment[] {
    return [...this.#payments.values()];
  }

  /** Every subscription, oldest first. */
  subscriptions(): readonly Subscription[] {
    return this.#subscriptions;
  }

  /**
   * Creates a payment.
   * @param origin the origin of its hosted pages, without a slash at the end.
   * @param run the scenario that it keeps.
   */
  create(order: Order, origin: string, run: ScriptRun): Payment {
    const payment = this.#add(order, origin, run, run.outcome());
    this.#notifier.forge(payment);
    return payment;
  }

  find(id: string): Payment | null {
    return this.#payments.get(id) ?? null;
  }

  /** The payment whose payment page or receipt page has this path. */
  findByPath(path: string): Payment | null {
    return this.#byPath.get(path) ?? null;
  }

  /** Carries out the buyer's choice. @returns false, with no effect, if the payment is no longer open. */
  choose(payment: Payment, outcome: Outcome): boolean {
    if (payment.statusAt(this.clock.now()) !== STATUS.created) return false;
    this.#plan(payment, stepsFor(outcome, payment.origin.course, payment.order.holdTime));
    return true;
  }

  /** A late success: an unpaid payment becomes paid. @returns false, with no effect, if it is paid or held. */
  payLate(payment: Payment): boolean {
    const status = payment.statusAt(this.clock.now());
    if (status === STATUS.paid || isHold(status)) return false;
    this.#plan(payment, [{ after: 0, status: STATUS.paid }]);
    return true;
  }

  /** The bank starts processing and never ends. @returns false, with no effect, if the payment is no longer open. */
  process(payment: Payment): boolean {
    if (payment.statusAt(this.clock.now()) !== STATUS.created) return false;
    this.#plan(payment, [{ after: 0, status: STATUS.processing }]);
    return true;
  }

  /** Takes the held money. @throws ApiError 422 unless the payment is on hold. */
  capture(payment: Payment): void {
    this.#requireHold(payment);
    this.#plan(payment, [{ after: 0, status: STATUS.paid }]);
  }

  /** Gives the held money back. @throws ApiError 422 unless the payment is on hold. */
  release(payment: Payment): void {
    this.#requireHold(payment);
    this.#plan(payment, [{ after: 0, status: STATUS.cancelled }]);
  }

  /** @throws ApiError 422 unless the payment is paid and not refunded. */
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

  /** @throws ApiError 422 for an unknown or cancelled subscription. */
  cancelSubscription(id: string): void {
    const subscription = this.#subscriptions.find((candidate) => String(candidate.id) === id);
    if (subscription === undefined) throw invalid('id', 'no such subscription');
    if (subscription.cancelled) throw invalid('subscription', 'is cancelled already');
    subscription.cancelled = true;
  }

  /** Sends a callback on request. `word` need not match the real status: a shop must not trust a callback. */
  callBack(payment: Payment, word: CallbackWord | null): void {
    const said = word ?? wordFor(payment.statusAt(this.clock.now()));
    if (said === null) throw new ApiError(400, 'the payment is not finished yet');
    if (this.callbacks.url === null) throw new ApiError(400, 'the shop has no callback URL');
    this.callbacks.send(callbackOf(payment, said));
  }

  #requireHold(payment: Payment): void {
    if (!isHold(payment.statusAt(this.clock.now()))) throw invalid('payment', 'is not on hold');
  }

  #add(order: Order, origin: string, run: ScriptRun, course: Course): Payment {
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
    for (const change of payment.plan(steps, this.clock.now())) this.#schedule(payment, change);
  }

  #schedule(payment: Payment, change: Change): void {
    if (change.shownOnly) return;
    if (change.at <= this.clock.now()) this.#apply(payment, change);
    else this.clock.at(change.at, () => this.#apply(payment, change));
  }

  #apply(payment: Payment, change: Change): void {
    if (!payment.isPlanned(change)) return;
    const word = wordFor(change.status);
    const early = word === null ? 0 : this.#notifier.notify(payment, word);
    const start = () => this.#startSubscription(payment);
    if (early > 0) this.clock.at(payment.postpone(change, early).at, start);
    else start();
  }

  #startSubscription(payment: Payment): void {
    const { subscribe } = payment.order;
    const paidAt = payment.paidAt(this.clock.now());
    const isStarted = this.#subscriptions.some(({ first }) => first === payment);
    if (subscribe === null || paidAt === null || isStarted) return;
    const id = FIRST_SUBSCRIPTION + this.#subscriptions.length;
    const subscription = new Subscription(id, subscribe, payment, paidAt);
    this.#subscriptions.push(subscription);
    this.#scheduleCharge(subscription);
  }

  #scheduleCharge(subscription: Subscription): void {
    this.clock.at(subscription.nextAt, () => this.#charge(subscription));
  }

  #charge(subscription: Subscription): void {
    if (subscription.cancelled) return;
    const { run, pageUrl } = subscription.first.origin;
    const fault = run.renewal();
    const order = subscription.renew(fault !== 'same-uuid');
    const payment = this.#add(order, new URL(pageUrl).origin, run, 'paid');
    subscription.payments.push(payment.origin.id);
    this.#plan(payment, [{ after: 0, status: fault === 'declined' ? STATUS.failed : STATUS.paid }]);
    this.#scheduleCharge(subscription);
  }
}
