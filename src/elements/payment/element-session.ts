import { toClaim, type ClaimExtras } from '../../domain/order/claim.ts';
import { hasOddVat } from '../../domain/order/odd-vat.ts';
import { readOrder, type Order } from '../../domain/order/order.ts';
import { browserWorld } from '../../session/browser-world.ts';
import type { CheckoutState } from '../../session/checkout-state.ts';
import { Session } from '../../session/session.ts';
import { PAYABLE } from '../../session/transition.ts';
import { httpSignerApi } from '../../signer-client/http-signer-api.ts';
import { signerAddress } from '../../signer-client/signer-address.ts';
import { SignerClient } from '../../signer-client/signer-client.ts';
import type { SignerApi } from '../../signer-client/signer-api.ts';
import { configuration, lineRules } from '../base/configuration.ts';
import { Countdown } from './countdown.ts';
import {
  KvitChangeEvent,
  KvitErrorEvent,
  KvitOutcomeEvent,
  KvitReceiptEvent,
  KvitRedirectEvent,
} from '../base/events.ts';
import { leavePage, openTab, returnAddress, sendTab } from './leave-page.ts';
import { payPageRules } from './pay-page-rules.ts';
import type { PaymentCallbacks, PaymentHost } from './payment-host.ts';

const OUTCOMES = {
  held: 'kvit-held',
  paid: 'kvit-paid',
  cancelled: 'kvit-cancelled',
  failed: 'kvit-failed',
} as const;

/** Maximum age of a payment whose buyer is taken to be still here. Milliseconds. */
const FRESH = 3_600_000;

const ignore = (): void => undefined;

/** The client of an element's signer, and the scope of the signer's keys in storage. @throws {KvitError} `misconfigured` or `signer_forbidden` */
export function signerClient(signer: string | SignerApi): { client: SignerClient; scope: string } {
  const own = typeof signer === 'object';
  const scope = own ? 'own' : signerAddress(signer, location.href, configuration().signers ?? []);
  const { fetch, now, sleep } = browserWorld(scope);
  return {
    client: new SignerClient(own ? signer : httpSignerApi({ base: scope, fetch, now }), sleep),
    scope,
  };
}

/** The session of one element. It goes to the payment page and fires an event for each change of the state. */
export class ElementSession {
  readonly #host: PaymentHost;
  readonly #callbacks: PaymentCallbacks;
  readonly #signer: string | SignerApi;
  readonly #uuid: string | null;
  readonly session: Session;
  readonly client: SignerClient;
  readonly #countdown: Countdown;
  #tab: Window | null | undefined;

  /** @throws {KvitError} `misconfigured` or `signer_forbidden` */
  constructor(host: PaymentHost, callbacks: PaymentCallbacks, uuid: string | null) {
    const { signer } = host;
    const { client, scope } = signerClient(signer);
    this.#host = host;
    this.#callbacks = callbacks;
    this.#signer = signer;
    this.#uuid = uuid;
    this.#countdown = new Countdown(() => host.requestUpdate());
    this.client = client;
    this.session = new Session({
      client,
      scope,
      world: browserWorld(scope),
      payPages: payPageRules(),
      host: {
        changed: (state, before) => this.#changed(state, before),
        repriced: (order) => callbacks.repriced(order),
        leave: (url) => this.#leave(url),
      },
    });
  }

  /** True if a press may ask for a payment page. */
  get payable(): boolean {
    return PAYABLE.has(this.session.state.name);
  }

  /** The order of the payment that is shown, as stored in this browser; `null` if it is missing or broken. */
  get claimed(): Order | null {
    const { made, claim } = this.session.current ?? {};
    try {
      return claim ? readOrder(made ?? claim, lineRules()) : null;
    } catch {
      return null;
    }
  }

  /** True if this is the session of that signer and order. */
  follows(signer: string | SignerApi, uuid: string | null): boolean {
    return this.#signer === signer && this.#uuid === uuid;
  }

  /** Starts the session if its element is on the page. */
  connect(): void {
    if (!this.#host.isConnected) return;
    this.#warnOfOddVat(this.#callbacks.order());
    this.session.start(this.#uuid);
    this.#updateCountdown();
  }

  /** Warns the developer of a VAT code that looks wrong. A warning never stops a payment. */
  #warnOfOddVat(order: Order | null): void {
    if (!order?.lines.some(hasOddVat)) return;
    void import('../../domain/order/line-warnings.ts').then(({ lineWarnings }) => {
      for (const { field, message } of lineWarnings(order.lines)) console.warn(`kvit: ${field}: ${message}`);
    }, ignore);
  }

  /** Stops the session. {@link connect} starts it again. */
  end(): void {
    this.session.stop();
    this.#countdown.running = false;
  }

  /** Stops if the element leaves the page for good. An element that moves disconnects and connects in one task. */
  disconnect(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.end();
    });
  }

  /**
   * Pays an order.
   *
   * @param order `null` pays the order of the last press again
   * @param tab the tab that the press opened for the payment page, if any
   */
  async pay(order: Order | null, extras: ClaimExtras, tab?: Window | null): Promise<void> {
    this.#tab = tab;
    const { websiteUrl, ...rest } = extras;
    await (order
      ? this.session.pay(toClaim(order, { ...rest, websiteUrl: returnAddress(websiteUrl) }))
      : this.session.payAgain());
    this.#tab?.close();
    this.#tab = undefined;
  }

  /** Returns to the payment page that exists already. */
  proceed(): void {
    if (this.#host.target === '_blank') this.#tab = openTab();
    this.session.proceed();
  }

  #leave(url: string): boolean {
    const { navigate, target } = this.#host;
    if (!this.#host.dispatchEvent(new KvitRedirectEvent())) return false;
    const tab = this.#tab;
    this.#tab = undefined;
    if (navigate) {
      tab?.close();
      navigate(url);
      return target !== '_blank';
    }
    return !sendTab(tab, url) && leavePage(url);
  }

  /** True if the payment started within the last hour, on an earlier page or in another tab. */
  get #isFresh(): boolean {
    const { at = 0, id = null } = this.session.current ?? {};
    return id !== null && at > Date.now() - FRESH;
  }

  #updateCountdown(): void {
    const { state } = this.session;
    this.#countdown.running = state.name === 'held' && state.until !== null;
  }

  #changed(state: CheckoutState, before: CheckoutState): void {
    const host = this.#host;
    this.#updateCountdown();
    host.requestUpdate();
    if (before.name === 'idle' && this.#isFresh)
      void import('./scroll-to-outcome.ts').then(
        ({ keepOutcomeInSight }) => keepOutcomeInSight(host),
        ignore,
      );
    host.dispatchEvent(new KvitChangeEvent(state.name, this.#callbacks.order()));
    if (state.name === 'error') {
      console.warn(`kvit: ${state.error.code}: ${state.error.message}`);
      host.dispatchEvent(new KvitErrorEvent(state.error));
    } else if (state.name === 'receipt') host.dispatchEvent(new KvitReceiptEvent(state.receipts));
    else if (state.name in OUTCOMES && state.name !== before.name) {
      const uuid = this.session.current?.uuid ?? '';
      host.dispatchEvent(new KvitOutcomeEvent(OUTCOMES[state.name as keyof typeof OUTCOMES], uuid));
    }
  }
}
