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
import { goWith, leave, openTab, returnAddress } from './leave-page.ts';
import { payPageRules } from './pay-page-rules.ts';
import type { RoadCallbacks, RoadHost } from './payment-host.ts';

export { statePanel } from './state-panel.ts';
export { panelStyles } from './state-panel.styles.ts';
export { repricedNote } from './price-change-note.ts';
export { orderSum } from './order-sum.ts';

const OUTCOMES = {
  held: 'kvit-held',
  paid: 'kvit-paid',
  cancelled: 'kvit-cancelled',
  failed: 'kvit-failed',
} as const;

/** How long paying may take. Milliseconds. */
const FRESH = 3_600_000;

const noMatter = (): void => undefined;

/** The client of an element's signer, and what tells that signer apart. @throws {KvitError} `misconfigured` or `signer_forbidden` */
export function signerClient(signer: string | SignerApi): { client: SignerClient; scope: string } {
  const own = typeof signer === 'object';
  const scope = own ? 'own' : signerAddress(signer, location.href, configuration().signers ?? []);
  const { fetch, now, sleep } = browserWorld(scope);
  return {
    client: new SignerClient(own ? signer : httpSignerApi({ base: scope, fetch, now }), sleep),
    scope,
  };
}

/** Ties one session to one element: leaves the page for it, and turns its states into events. */
export class Road {
  readonly #host: RoadHost;
  readonly #callbacks: RoadCallbacks;
  readonly #signer: string | SignerApi;
  readonly #uuid: string | null;
  readonly session: Session;
  readonly client: SignerClient;
  readonly #countdown: Countdown;
  #tab: Window | null | undefined;

  /** @throws {KvitError} `misconfigured` or `signer_forbidden` */
  constructor(host: RoadHost, callbacks: RoadCallbacks, uuid: string | null) {
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

  get state(): CheckoutState {
    return this.session.state;
  }

  get payable(): boolean {
    return PAYABLE.has(this.state.name);
  }

  /** The order of the payment that is shown, as this browser remembers asking for it. */
  get claimed(): Order | null {
    const { made, claim } = this.session.current ?? {};
    try {
      return claim ? readOrder(made ?? claim, lineRules()) : null;
    } catch {
      return null;
    }
  }

  leadsTo(signer: string | SignerApi, uuid: string | null): boolean {
    return this.#signer === signer && this.#uuid === uuid;
  }

  connect(): void {
    if (!this.#host.isConnected) return;
    this.#warn(this.#callbacks.order());
    this.session.start(this.#uuid);
    this.#count();
  }

  /** What a developer should look at, once a cart; it never stands in a buyer's way. */
  #warn(order: Order | null): void {
    if (!order?.lines.some(hasOddVat)) return;
    void import('../../domain/order/line-warnings.ts').then(({ lineWarnings }) => {
      for (const { field, message } of lineWarnings(order.lines)) console.warn(`kvit: ${field}: ${message}`);
    }, noMatter);
  }

  /** Another signer or order takes its place. */
  end(): void {
    this.session.stop();
    this.#countdown.running = false;
  }

  /** An element that is moved is disconnected and connected in one go; its payment must not notice. */
  disconnect(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.end();
    });
  }

  /**
   * @param order without one what was asked for before is paid again
   * @param tab opened by the press for the payment page, where there is to be one
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

  /** Leads to the page that is open already. */
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
    return !goWith(tab, url) && leave(url);
  }

  /** whether the payment was begun a moment ago, on a page before this one or in another tab */
  get #isFresh(): boolean {
    const { at = 0, id = null } = this.session.current ?? {};
    return id !== null && at > Date.now() - FRESH;
  }

  #count(): void {
    const { state } = this;
    this.#countdown.running = state.name === 'held' && state.until !== null;
  }

  #changed(state: CheckoutState, before: CheckoutState): void {
    const host = this.#host;
    this.#count();
    host.requestUpdate();
    if (before.name === 'idle' && this.#isFresh)
      void import('./scroll-to-outcome.ts').then(({ showNews }) => showNews(host), noMatter);
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
