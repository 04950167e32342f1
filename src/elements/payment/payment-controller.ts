import { nothing, type ReactiveController, type TemplateResult } from 'lit';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import type { ClaimExtras } from '../../domain/order/claim.ts';
import type { Language, Messages } from '../../i18n/messages/cart-messages.ts';
import type { CheckoutState } from '../../session/checkout-state.ts';
import { hasStoredPayment } from '../../session/storage/known-payment.ts';
import { SafeStorage } from '../../session/storage/safe-storage.ts';
import { adopt } from '../../styles/adopt.ts';
import { KvitErrorEvent, KvitPayEvent } from '../base/events.ts';
import { loadFailedView, loadingView } from '../base/loading-view.ts';
import { whenIdle } from '../base/when-idle.ts';
import type { ElementSession } from './element-session.ts';
import type { PaymentCallbacks, PaymentHost } from './payment-host.ts';
import { loadPaymentCode, type PaymentCode } from './payment-loader.ts';

const storage = new SafeStorage(() => localStorage);

const IDLE: CheckoutState = { name: 'idle' };
const SUBMITTING: CheckoutState = { name: 'submitting' };
const CHECKING: CheckoutState = { name: 'checking' };

/**
 * The payment of an element.
 *
 * The cart works before the payment code has loaded. The code loads when the page is idle, or at a press if that comes first.
 */
export class PaymentController implements ReactiveController {
  readonly #host: PaymentHost;
  readonly #callbacks: PaymentCallbacks;
  #code: PaymentCode | null = null;
  #running: ElementSession | null = null;
  /** `''`: not following; `null`: the latest payment */
  #uuid: string | null = '';
  #pressed = false;
  /** this browser has a payment of this order, so the pay button waits until the payment's state is known */
  #awaitsState = false;
  /** the idle load is pending; once it has failed, a press loads the code */
  #loading = true;
  #fault: KvitError | null = null;

  constructor(host: PaymentHost, callbacks: PaymentCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addController(this);
  }

  hostConnected(): void {
    whenIdle(() => {
      if (this.#host.isConnected) void this.prepare();
    });
    this.#running?.connect();
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#running?.disconnect();
  }

  /** The state to show. A fault of the page shows only while no payment is under way. */
  get state(): CheckoutState {
    const before = this.#awaitsState ? CHECKING : IDLE;
    const state = this.#pressed ? SUBMITTING : (this.#running?.session.state ?? before);
    return this.#fault && state.name === 'idle' ? { name: 'error', error: this.#fault } : state;
  }

  /** The payment code, or `null` until it has loaded. */
  get code(): PaymentCode | null {
    return this.#code;
  }

  /** The session of the order that is followed, or `null` until the code has loaded. */
  get running(): ElementSession | null {
    return this.#running;
  }

  /** True if a press may ask for a payment page. */
  get payable(): boolean {
    return !this.#pressed && (this.#running?.payable ?? !this.#awaitsState);
  }

  /**
   * The panel of the state.
   *
   * @param retry pays again, or loads the order again; `null` if neither is possible
   * @param bare true without a cart beside the panel, so that the panel shows every state
   */
  panel(
    texts: Messages,
    language: Language,
    retry: (() => void) | null,
    bare = false,
  ): TemplateResult | typeof nothing {
    const { state } = this;
    if (!this.#code) {
      if (state.name === 'error' && state.error.code === 'network') return loadFailedView(texts, retry);
      return bare || this.#awaitsState ? loadingView(texts) : nothing;
    }
    const running = this.#running;
    const check = (): void => running?.session.check();
    const proceed = running?.session.canProceed ? () => running.proceed() : null;
    return this.#code.statePanel(state, texts, language, { check, retry, proceed }, bare);
  }

  /** Follows the element's signer and order. @param uuid `null` for the latest payment */
  follow(uuid: string | null): void {
    if (uuid !== this.#uuid) {
      this.#uuid = uuid;
      // the press was for the old order
      this.#pressed = false;
      this.#awaitsState = this.#loading && uuid !== null && hasStoredPayment(storage, uuid, Date.now());
    }
    if (this.#code) this.#begin(this.#code);
  }

  /** Loads the code before a press. A failure shows only if there is no order to show. */
  async prepare(): Promise<void> {
    try {
      await this.open();
    } catch (error) {
      if (!this.#callbacks.order()) this.setFault(error as KvitError);
    }
    this.#awaitsState = this.#loading = false;
    this.#host.requestUpdate();
  }

  /** Loads the code and begins to follow. @throws {KvitError} `network` if the code does not load, `misconfigured` or `signer_forbidden` for a wrong signer */
  async open(): Promise<ElementSession> {
    const code = this.#code ?? (await loadPaymentCode());
    if (!this.#code) {
      adopt(this.#host, code.panelStyles);
      if (this.#fault?.code === 'network') this.setFault(null);
    }
    this.#code = code;
    this.#begin(code);
    if (!this.#running) throw this.#fault ?? new KvitError('misconfigured', 'there is no signer');
    return this.#running;
  }

  #begin({ ElementSession }: PaymentCode): void {
    if (this.#running?.follows(this.#host.signer, this.#uuid)) return;
    this.#running?.end();
    this.#running = null;
    try {
      this.#running = new ElementSession(this.#host, this.#callbacks, this.#uuid);
      this.#running.connect();
    } catch (error) {
      this.setFault(error as KvitError);
    }
    this.#host.requestUpdate();
  }

  /** Shows or clears a fault of the page, e.g. a wrong line or a missing attribute. */
  setFault(fault: KvitError | null): void {
    if (fault?.message === this.#fault?.message && fault?.code === this.#fault?.code) return;
    this.#fault = fault;
    this.#host.requestUpdate();
    if (!fault) return;
    console.warn(`kvit: ${fault.code}: ${fault.message}`);
    this.#host.dispatchEvent(new KvitErrorEvent(fault));
  }

  /** Forgets the payment, and a press that is not sent yet. */
  reset(): void {
    this.#pressed = false;
    this.#running?.session.reset();
    this.#host.requestUpdate();
  }

  /**
   * Pays, as a press does. A new tab must open at once, because browsers block a later one as a pop-up.
   *
   * @param again pays the order of the last press again, for a return page, which has no cart
   */
  async pay(extras: ClaimExtras, again = false): Promise<void> {
    if (!this.payable) return;
    const order = this.#callbacks.order();
    this.#pressed = true;
    if (order && !this.#host.dispatchEvent(new KvitPayEvent(order))) {
      this.#pressed = false;
      return;
    }
    this.#host.requestUpdate();
    // some in-app browsers have no `window.open`
    const open = window.open as typeof window.open | undefined;
    const tab = this.#host.target === '_blank' ? open?.('', '_blank') : null;
    try {
      const running = await this.open();
      // the element was reset or left the page while the code was loading
      if (!this.#pressed || !this.#host.isConnected) return tab?.close();
      this.setFault(null);
      const paid = running.pay(again ? null : order, extras, tab);
      this.#pressed = false;
      await paid;
    } catch (error) {
      tab?.close();
      this.setFault(error as KvitError);
    } finally {
      this.#pressed = false;
      this.#host.requestUpdate();
    }
  }
}
