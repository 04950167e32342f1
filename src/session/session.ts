import type { Claim } from '../domain/order/claim.ts';
import { KvitError } from '../domain/errors/kvit-error.ts';
import { payPage } from '../domain/contract/pay-page.ts';
import type { Creation } from '../signer-client/answers.ts';
import type { SignerCall } from '../signer-client/signer-api.ts';
import type { CheckoutEvent, CheckoutState } from './checkout-state.ts';
import { PaymentStorage } from './storage/payment-storage.ts';
import { HOLD_PAUSE, PAYMENT_PLAN, RECEIPT_PLAN } from './poll-plan.ts';
import { Poller, type PollAnswer } from './poller.ts';
import { recordCreation, recordEarlierPayment, recordPress } from './storage/payment-record.ts';
import type { StoredPayment } from './storage/stored-payment.ts';
import type { SessionOptions } from './session-options.ts';
import { PAID, PAYABLE, SHARED, transition, UNSURE, WATCHING } from './transition.ts';
import type { Wake } from './world.ts';

/** The event that an answer makes, and whether a later answer may bring more. */
interface PaymentAnswer {
  readonly event: CheckoutEvent;
  readonly more: boolean;
}

/**
 * One order's payment in one tab. The session owns the state and every wait; elements show the state and pass on presses.
 *
 * After every await the session checks the signal of that attempt, so a late answer never changes a later attempt.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #storage: PaymentStorage;
  readonly #payments: Poller;
  readonly #receipts: Poller;
  #state: CheckoutState = { name: 'idle' };
  #current: StoredPayment | null = null;
  #press: AbortController | null = null;
  #unhear: (() => void) | null = null;
  #stopped = false;
  /** true while the next answer follows a hint of another tab, which needs no hint back */
  #hinted = false;

  constructor(options: SessionOptions) {
    const { world, scope } = options;
    this.#options = options;
    this.#storage = new PaymentStorage(world, scope);
    const topic = () => this.#current?.id;
    this.#payments = new Poller(world, PAYMENT_PLAN, {
      topic,
      ask: (signal) => this.#ask(signal, this.#askPayment),
      deadline: () => this.#dispatch({ type: 'deadline' }),
      patience: () => (this.#state.name === 'held' ? HOLD_PAUSE : 0),
    });
    this.#receipts = new Poller(world, RECEIPT_PLAN, {
      topic,
      ask: (signal) => this.#ask(signal, this.#askReceipts),
      deadline: () => this.#dispatch({ type: 'receipt-late' }),
    });
  }

  get state(): CheckoutState {
    return this.#state;
  }

  /** the record of the payment that is shown; its address is not checked */
  get current(): StoredPayment | null {
    return this.#current;
  }

  /**
   * Resumes the stored payment of an order. A session that runs is left alone, since an element that is moved connects twice.
   *
   * @param uuid `null` for the latest payment with this signer
   */
  start(uuid: string | null): void {
    if (this.#unhear) return;
    this.#stopped = false;
    this.#unhear = this.#options.world.onWake((wake) => this.#onWake(wake, uuid));
    this.#current = this.#find(uuid);
    if (this.#current?.id) this.#resume();
  }

  /** Ends every wait. {@link start} resumes the payment. */
  stop(): void {
    this.#stopped = true;
    this.#unhear?.();
    this.#unhear = null;
    this.#payments.stop();
    this.#receipts.stop();
    this.#giveUp();
  }

  /** Asks for a payment page and goes there. Does nothing while another press or the check of a payment is under way. */
  async pay(claim: Claim): Promise<void> {
    if (!PAYABLE.has(this.#state.name)) return;
    const press = new AbortController();
    const { signal } = press;
    this.#press = press;
    this.#dispatch({ type: 'pay' });
    // a listener may have removed the element from the page
    if (signal.aborted) return;
    const record = this.#writeAhead(claim);
    try {
      const { key, claim: asked } = record;
      const creation = await this.#options.client.createPayment(asked, { key, signal });
      if (!signal.aborted) this.#created({ ...record, answered: true }, creation);
    } catch (error) {
      if (!signal.aborted) this.#refused(record, error);
    }
  }

  /** Pays the recorded claim again, for a return page without a cart. */
  async payAgain(): Promise<void> {
    if (this.#current) await this.pay(this.#current.claim);
  }

  /** Goes to the payment page that is already open for this order; its address is checked again. */
  proceed(): void {
    const page = this.#page(this.#current?.paymentUrl);
    if (page && (WATCHING.has(this.#state.name) || this.#state.name === 'redirecting'))
      this.#options.host.leave(page);
  }

  /** true if {@link proceed} has a page to go to */
  get canProceed(): boolean {
    return this.#page(this.#current?.paymentUrl) !== null;
  }

  /** Asks about the payment now. Does nothing while a press is under way. */
  check(): void {
    const { name } = this.#state;
    if (name === 'submitting' || !this.#current?.id) return;
    // from `away` and from an ended payment the state changes to `checking`, which shows the press
    if (name !== 'away' && WATCHING.has(name) && this.#payments.running) this.#payments.wake();
    else this.#resume(name === 'unresolved');
  }

  /** Forgets the payment in this browser and returns to `idle`. The signer still knows it. */
  reset(): void {
    this.#press?.abort();
    this.#forget();
    this.#dispatch({ type: 'reset' });
  }

  /** Shows an error that was found before a request was sent. It never hides a payment that is under way. */
  fail(error: KvitError): void {
    if (PAYABLE.has(this.#state.name)) this.#dispatch({ type: 'fail', error });
  }

  #giveUp(): void {
    this.#press?.abort();
    this.#dispatch({ type: 'stopped' });
  }

  #page(address: unknown): string | null {
    return payPage(address, this.#options.payPages);
  }

  /** Stores the record before the request is sent. */
  #writeAhead(claim: Claim): StoredPayment {
    const { world } = this.#options;
    const press = { claim, key: world.uuid(), at: world.now() };
    const record = recordPress(this.#storage.read(claim.uuid), press);
    this.#remember(record);
    return record;
  }

  #remember(record: StoredPayment): void {
    this.#current = record;
    this.#storage.write(record);
  }

  #created(record: StoredPayment, creation: Creation): void {
    switch (creation.kind) {
      case 'created':
        return this.#release(recordCreation(record, creation.id), this.#page(creation.paymentUrl));
      case 'already_paid':
        this.#remember(recordEarlierPayment(record, creation.id));
        return this.#resume();
      case 'price_changed':
        this.#remember(record);
        this.#dispatch({ type: 'stopped' });
        return this.#options.host.repriced(creation.order);
    }
  }

  #release(record: StoredPayment, paymentUrl: string | null): void {
    this.#remember({ ...record, paymentUrl });
    if (!paymentUrl) {
      const message = 'the host of the payment page is not allowed; name it in configure({payHosts})';
      return this.#dispatch({ type: 'fail', error: new KvitError('pay_host_forbidden', message) });
    }
    this.#dispatch({ type: 'released' });
    if (this.#stopped || this.#state.name !== 'redirecting' || this.#options.host.leave(paymentUrl)) return;
    this.#dispatch({ type: 'left' });
    this.#watch();
  }

  #refused(record: StoredPayment, error: unknown): void {
    const known =
      error instanceof KvitError ? error : new KvitError('network', 'no answer', { cause: error });
    // without an answer the payment may exist, so the next press repeats its key
    if (known.code !== 'network' && known.code !== 'bad_answer')
      this.#remember({ ...record, answered: true });
    this.#dispatch({ type: 'fail', error: known });
  }

  #resume(once = false): void {
    this.#dispatch({ type: 'resume' });
    this.#watch(once);
  }

  #watch(once = false): void {
    if (this.#stopped) return;
    if (PAID.has(this.#state.name)) this.#receipts.start();
    else if (WATCHING.has(this.#state.name)) this.#payments.start(once);
  }

  #askPayment = async (id: string, call: SignerCall): Promise<PaymentAnswer> => {
    const news = await this.#options.client.getPayment(id, call);
    return { event: { type: 'payment', ...news }, more: true };
  };

  #askReceipts = async (id: string, call: SignerCall): Promise<PaymentAnswer> => {
    const { receipts, pending } = await this.#options.client.getReceipts(id, call);
    return { event: { type: 'receipts', receipts }, more: pending };
  };

  async #ask(
    signal: AbortSignal,
    question: (id: string, call: SignerCall) => Promise<PaymentAnswer>,
  ): Promise<PollAnswer> {
    const id = this.#current?.id;
    if (!id) return { more: false };
    try {
      const { event, more } = await question(id, { signal });
      if (!signal.aborted) this.#dispatch(event);
      this.#hinted = false;
      return { more };
    } catch (error) {
      if (!signal.aborted) this.#missed(error as KvitError);
      return { more: true, wait: (error as KvitError).retryAfter };
    }
  }

  /** Two refusals change the state unless the buyer has paid; after every other error the poller asks again. */
  #missed(error: KvitError): void {
    if (error.code === 'payment_mismatch') this.#dispatch({ type: 'fail', error });
    // a signer that has forgotten a payment does not take back an end that was shown
    if (error.code !== 'not_found' || transition(this.#state, { type: 'lost' }) === this.#state) return;
    this.#forget();
    this.#dispatch({ type: 'lost' });
  }

  #forget(): void {
    if (this.#current) this.#storage.forget(this.#current.uuid);
    this.#current = null;
  }

  /** An order's payment; without an order the payment that is shown, or the latest one. */
  #find(uuid: string | null): StoredPayment | null {
    const order = uuid ?? this.#current?.uuid;
    return order === undefined ? this.#storage.readLast() : this.#storage.read(order);
  }

  #onWake(wake: Wake, uuid: string | null): void {
    if (wake === 'hint' || wake === 'storage') this.#adopt(this.#find(uuid));
    if (wake === 'storage') return;
    this.#hinted = wake === 'hint' && (this.#payments.running || this.#receipts.running);
    this.#payments.wake();
    this.#receipts.wake();
    const { name } = this.#state;
    // a page that the browser restored from its cache still shows the redirect
    if (name === 'redirecting' && wake !== 'hint') this.#resume();
    else if (name === 'submitting' && wake === 'back') this.#giveUp();
    else if (UNSURE.has(name) && !this.#payments.running) this.#payments.start(!WATCHING.has(name));
  }

  /** Follows a payment of this order that another tab has made. */
  #adopt(found: StoredPayment | null): void {
    const { name } = this.#state;
    if (!found?.id || found.id === this.#current?.id) return;
    if (!PAYABLE.has(name) && !WATCHING.has(name)) return;
    this.#current = found;
    this.#resume();
  }

  #dispatch(event: CheckoutEvent): void {
    const before = this.#state;
    const state = transition(before, event);
    if (state === before) return;
    this.#state = state;
    this.#act(state, before);
    if (SHARED.has(state.name) && !this.#hinted) this.#options.world.hint();
    this.#options.host.changed(state, before);
  }

  #act(state: CheckoutState, before: CheckoutState): void {
    if (!WATCHING.has(state.name)) this.#payments.stop();
    if (!PAID.has(state.name)) this.#receipts.stop();
    else if (!PAID.has(before.name)) this.#receipts.start();
  }
}
