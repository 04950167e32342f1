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

/** What an answer tells the state, and whether asking again may tell more. */
interface News {
  readonly event: CheckoutEvent;
  readonly more: boolean;
}

/**
 * The road of one order's payment in one tab. It owns the state and every wait; elements show it and hand it presses.
 *
 * Every await is followed by a look at its own signal: a late answer never touches a later attempt.
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
  /** whether the next answer was asked for on a hint: whoever gave it need not be told */
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

  /** what is known of the payment that is being shown; the address in it has not been checked again */
  get current(): StoredPayment | null {
    return this.#current;
  }

  /**
   * Picks up what the browser remembers of an order, or of the last payment when no order is named. Does nothing on a
   * session that runs: an element that is moved is connected twice.
   */
  start(uuid: string | null): void {
    if (this.#unhear) return;
    this.#stopped = false;
    this.#unhear = this.#options.world.onWake((wake) => this.#onWake(wake, uuid));
    this.#current = this.#find(uuid);
    if (this.#current?.id) this.#resume();
  }

  /** Ends every wait. The road can be taken up again by {@link start}. */
  stop(): void {
    this.#stopped = true;
    this.#unhear?.();
    this.#unhear = null;
    this.#payments.stop();
    this.#receipts.stop();
    this.#giveUp();
  }

  /** Asks for a payment page and leaves for it. Does nothing while another press is under way or an answer is open. */
  async pay(claim: Claim): Promise<void> {
    if (!PAYABLE.has(this.#state.name)) return;
    const press = new AbortController();
    const { signal } = press;
    this.#press = press;
    this.#dispatch({ type: 'pay' });
    // whoever heard of the press may have taken the element off the page
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

  /** Pays what was recorded: the return page has no cart of its own. */
  async payAgain(): Promise<void> {
    if (this.#current) await this.pay(this.#current.claim);
  }

  /** Goes to the payment page that is already open for this order. */
  proceed(): void {
    const page = this.#page(this.#current?.paymentUrl);
    if (page && (WATCHING.has(this.#state.name) || this.#state.name === 'redirecting'))
      this.#options.host.leave(page);
  }

  /** whether there is a page to {@link proceed} to */
  get canProceed(): boolean {
    return this.#page(this.#current?.paymentUrl) !== null;
  }

  /** Asks about the payment now. While a press is under way there is none to ask about. */
  check(): void {
    const { name } = this.#state;
    if (name === 'submitting' || !this.#current?.id) return;
    // from elsewhere it is seen that something is done
    if (name !== 'away' && WATCHING.has(name) && this.#payments.running) this.#payments.wake();
    else this.#resume(name === 'unresolved');
  }

  /** Forgets the payment and starts over. The signer still knows it. */
  reset(): void {
    this.#press?.abort();
    this.#forget();
    this.#dispatch({ type: 'reset' });
  }

  /** Shows an error that was found before anything was sent. It never covers a payment that is under way. */
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

  /** The record goes out before the request does. */
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
    // without an answer the payment may exist, so its key is kept for the next press
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

  #askPayment = async (id: string, call: SignerCall): Promise<News> => {
    const news = await this.#options.client.getPayment(id, call);
    return { event: { type: 'payment', ...news }, more: true };
  };

  #askReceipts = async (id: string, call: SignerCall): Promise<News> => {
    const { receipts, pending } = await this.#options.client.getReceipts(id, call);
    return { event: { type: 'receipts', receipts }, more: pending };
  };

  async #ask(
    signal: AbortSignal,
    question: (id: string, call: SignerCall) => Promise<News>,
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

  /** Two refusals are news, though not to a buyer who has paid; after any other it is asked again. */
  #missed(error: KvitError): void {
    if (error.code === 'payment_mismatch') this.#dispatch({ type: 'fail', error });
    // an end that has been shown is not taken back by a signer that has forgotten it
    if (error.code !== 'not_found' || transition(this.#state, { type: 'lost' }) === this.#state) return;
    this.#forget();
    this.#dispatch({ type: 'lost' });
  }

  #forget(): void {
    if (this.#current) this.#storage.forget(this.#current.uuid);
    this.#current = null;
  }

  /** An order's payment; without an order the one that is shown, or else the last. */
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
    // a page that came back from the gateway still shows its last picture
    if (name === 'redirecting' && wake !== 'hint') this.#resume();
    else if (name === 'submitting' && wake === 'back') this.#giveUp();
    else if (UNSURE.has(name) && !this.#payments.running) this.#payments.start(!WATCHING.has(name));
  }

  /** Another tab may have started, or finished, this order's payment. */
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
