import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Claim } from '../domain/claim.ts';
import { KvitError } from '../domain/errors.ts';
import type { Order } from '../domain/order.ts';
import type { OrderAnswer } from '../domain/wire.ts';
import { browserWorld } from '../session/browser-world.ts';
import type { CheckoutState } from '../session/checkout-state.ts';
import { Session } from '../session/session.ts';
import { PAYABLE } from '../session/transition.ts';
import { httpSigner } from '../signer/http-signer.ts';
import { signerAddress } from '../signer/signer-address.ts';
import { SignerClient } from '../signer/signer-client.ts';
import type { Signer } from '../signer/signer.ts';
import { configuration, payPageRules } from './configuration.ts';
import {
  KvitChangeEvent,
  KvitErrorEvent,
  KvitOutcomeEvent,
  KvitPayEvent,
  KvitReceiptEvent,
  KvitRedirectEvent,
} from './events.ts';

/** What an element lends to its road. */
export interface RoadHost extends ReactiveControllerHost, HTMLElement {
  readonly signer: string | Signer;
  /** how to leave the page, instead of `location.assign` */
  readonly navigate: ((url: string) => void) | null;
  readonly target: string;
}

export interface RoadCallbacks {
  /** the order that is being paid, for events; `null` on a page that has none */
  order(): Order | null;
  repriced(order: OrderAnswer): void;
}

const OUTCOMES = {
  held: 'kvit-held',
  paid: 'kvit-paid',
  cancelled: 'kvit-cancelled',
  failed: 'kvit-failed',
} as const;

/**
 * Ties one session to one element: starts and stops it with the element, leaves the page for it, and turns its states
 * into events. A session belongs to a signer and an order; when either changes, a new one begins.
 */
export class Road implements ReactiveController {
  readonly #host: RoadHost;
  readonly #callbacks: RoadCallbacks;
  #session: Session | null = null;
  #client: SignerClient | null = null;
  #key: readonly unknown[] = [];
  #fault: KvitError | null = null;
  #tab: Window | null = null;

  constructor(host: RoadHost, callbacks: RoadCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addController(this);
  }

  /** what to show: a fault of the page itself only while no payment is under way */
  get state(): CheckoutState {
    const state: CheckoutState = this.#session?.state ?? { name: 'idle' };
    return this.#fault && state.name === 'idle' ? { name: 'error', error: this.#fault } : state;
  }

  get session(): Session | null {
    return this.#session;
  }

  get client(): SignerClient | null {
    return this.#client;
  }

  hostConnected(): void {
    this.#host.requestUpdate();
    this.#session?.start(this.#key[1] as string | null);
  }

  /** An element that is moved is disconnected and connected in one go; its payment must not notice. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#session?.stop();
    });
  }

  /** Follows the element's signer and order. @param uuid `null` for the payment that was made last */
  follow(uuid: string | null): void {
    const key = [this.#host.signer, uuid];
    if (this.#session && key.every((part, index) => part === this.#key[index])) return;
    this.#session?.stop();
    this.#session = null;
    this.#key = key;
    try {
      this.#begin(uuid);
    } catch (error) {
      this.setFault(error as KvitError);
    }
  }

  #begin(uuid: string | null): void {
    const { signer } = this.#host;
    const world = browserWorld();
    const own = typeof signer === 'object';
    const scope = own ? 'own' : signerAddress(signer, location.href, configuration().signers ?? []);
    const client = new SignerClient(
      own ? signer : httpSigner({ base: scope, fetch: world.fetch, now: world.now }),
    );
    this.#client = client;
    this.#session = new Session({
      client,
      scope,
      world,
      payPages: payPageRules(),
      host: {
        changed: (state, before) => this.#changed(state, before),
        repriced: (order) => this.#callbacks.repriced(order),
        leave: (url) => this.#leave(url),
      },
    });
    if (this.#host.isConnected) this.#session.start(uuid);
  }

  /** Shows, or clears, a fault of the page's own making: a wrong line, a missing attribute. */
  setFault(fault: KvitError | null): void {
    if (fault?.message === this.#fault?.message && fault?.code === this.#fault?.code) return;
    this.#fault = fault;
    this.#host.requestUpdate();
    if (fault) this.#tell(fault);
  }

  /** The press; without a claim what was asked for before is paid again. The new tab has to be opened now: a moment later the browser takes it for a pop-up. */
  async pay(claim: Claim | null): Promise<void> {
    const { target } = this.#host;
    const order = this.#callbacks.order();
    if (!PAYABLE.has(this.#session?.state.name ?? 'submitting')) return;
    if (order && !this.#host.dispatchEvent(new KvitPayEvent(order))) return;
    if (target === '_blank') this.#tab = window.open('', '_blank');
    await (claim ? this.#session?.pay(claim) : this.#session?.payAgain());
    this.#closeTab();
  }

  /** Leads to the page that is open already. */
  proceed(): void {
    if (this.#host.target === '_blank') this.#tab = window.open('', '_blank');
    this.#session?.proceed();
  }

  #leave(url: string): boolean {
    const { navigate, target } = this.#host;
    if (!this.#host.dispatchEvent(new KvitRedirectEvent())) return false;
    const tab = this.#tab;
    this.#tab = null;
    if (navigate) {
      tab?.close();
      navigate(url);
      return target !== '_blank';
    }
    if (tab && !tab.closed) {
      // the payment page must not reach back into the shop's
      tab.opener = null;
      tab.location.replace(url);
      return false;
    }
    location.assign(url);
    return true;
  }

  /** A tab that was opened for a payment that did not come about. */
  #closeTab(): void {
    this.#tab?.close();
    this.#tab = null;
  }

  #changed(state: CheckoutState, before: CheckoutState): void {
    const host = this.#host;
    host.requestUpdate();
    host.dispatchEvent(new KvitChangeEvent(state.name, this.#callbacks.order()));
    const uuid = this.#session?.current?.uuid ?? '';
    if (state.name === 'error') this.#tell(state.error);
    else if (state.name === 'receipt') host.dispatchEvent(new KvitReceiptEvent(state.receipts));
    else if (state.name in OUTCOMES && state.name !== before.name) {
      host.dispatchEvent(new KvitOutcomeEvent(OUTCOMES[state.name as keyof typeof OUTCOMES], uuid));
    }
  }

  #tell(error: KvitError): void {
    console.warn(`kvit: ${error.code}: ${error.message}`);
    this.#host.dispatchEvent(new KvitErrorEvent(error));
  }
}
