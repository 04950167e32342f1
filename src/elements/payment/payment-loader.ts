import { nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { ClaimExtras } from '../../domain/order/claim.ts';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Language, Messages } from '../../i18n/messages/cart-messages.ts';
import type { CheckoutState } from '../../session/checkout-state.ts';
import { adopt } from '../../styles/adopt.ts';
import { KvitErrorEvent, KvitPayEvent } from '../base/events.ts';
import { awaited, cutOff } from '../base/loading-view.ts';
import { LAZY } from '../base/lazy.ts';
import type { RoadCallbacks, RoadHost } from './payment-host.ts';
import type { Road } from './payment-controller.ts';
import type * as roadModule from './payment-controller.ts';
import { whenIdle } from '../base/when-idle.ts';

type RoadModule = typeof roadModule;

const IDLE: CheckoutState = { name: 'idle' };
const SUBMITTING: CheckoutState = { name: 'submitting' };
const CHECKING: CheckoutState = { name: 'checking' };

/** Whether this browser has a payment of an order: what became of it only the road can tell. A mere press is none. */
function remembers(uuid: string | null): boolean {
  try {
    return Object.entries(localStorage as unknown as Record<string, string>).some(
      ([key, text]) => key.startsWith('kvit:1:') && key.endsWith(`:${uuid}`) && text.includes('"id":"'),
    );
  } catch {
    return false;
  }
}

async function fetchRoad(): Promise<RoadModule> {
  if (!LAZY) return import('./payment-controller.ts');
  try {
    return await import('./payment-controller.ts');
  } catch (cause) {
    throw new KvitError('network', 'a part of the widget did not load', { cause });
  }
}

/**
 * Stands between an element and its road. A cart can be read and pressed before the road's code is there: it is
 * fetched when the page is idle, and by a press at the latest.
 */
export class Gate implements ReactiveController {
  readonly #host: RoadHost;
  readonly #callbacks: RoadCallbacks;
  #module: RoadModule | null = null;
  #road: Road | null = null;
  /** none at first: `null` is the payment that was made last, which is an element's to ask for */
  #uuid: string | null = '';
  #pressed = false;
  /** nobody who has just paid is offered to pay while the road's code is on its way */
  #awaits = false;
  /** that code may still come by itself; once it has not, a press has to fetch it */
  #coming = true;
  #fault: KvitError | null = null;

  constructor(host: RoadHost, callbacks: RoadCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addController(this);
  }

  hostConnected(): void {
    whenIdle(() => {
      if (this.#host.isConnected) void this.prepare();
    });
    this.#road?.connect();
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#road?.disconnect();
  }

  /** what to show: a fault of the page itself only while no payment is under way */
  get state(): CheckoutState {
    const first = this.#awaits ? CHECKING : IDLE;
    const state = this.#pressed ? SUBMITTING : (this.#road?.state ?? first);
    return this.#fault && state.name === 'idle' ? { name: 'error', error: this.#fault } : state;
  }

  /** how a page without a cart is drawn, once that code is there */
  get view(): RoadModule | null {
    return this.#module;
  }

  /** the road, once its code is there */
  get road(): Road | null {
    return this.#road;
  }

  /**
   * What is shown of the state.
   *
   * @param retry pays, or tries to get an order, again
   * @param bare there is no cart to say what the panel does not
   */
  panel(
    texts: Messages,
    language: Language,
    retry: (() => void) | null,
    bare = false,
  ): TemplateResult | typeof nothing {
    const { state } = this;
    const road = this.#road;
    const proceed = road?.session.canProceed ? () => road.proceed() : null;
    if (this.#module) {
      const check = () => road?.session.check();
      return this.#module.statePanel(state, texts, language, { check, retry, proceed }, bare);
    }
    if (LAZY && state.name === 'error' && state.error.code === 'network') return cutOff(texts, retry);
    return bare || this.#awaits ? awaited(texts) : nothing;
  }

  get payable(): boolean {
    return !this.#pressed && (this.#road?.payable ?? !this.#awaits);
  }

  /** Follows the element's signer and order. @param uuid `null` for the payment that was made last */
  follow(uuid: string | null): void {
    if (uuid !== this.#uuid) {
      this.#uuid = uuid;
      // the press was for the other order
      this.#pressed = false;
      this.#awaits = this.#coming && remembers(uuid);
    }
    if (this.#module) this.#begin(this.#module);
  }

  /** Fetches the road's code ahead of a press; only who has nothing else to show is told that it did not come. */
  async prepare(): Promise<void> {
    try {
      await this.open();
    } catch (error) {
      if (!this.#callbacks.order()) this.setFault(error as KvitError);
    }
    this.#awaits = this.#coming = false;
    this.#host.requestUpdate();
  }

  /** Fetches the road's code. @throws {KvitError} `network` when it does not come, `misconfigured` and the like */
  async open(): Promise<Road> {
    const module = this.#module ?? (await fetchRoad());
    if (!this.#module) {
      adopt(this.#host, module.panelStyles);
      if (this.#fault?.code === 'network') this.setFault(null);
    }
    this.#module = module;
    this.#begin(module);
    if (!this.#road) throw this.#fault ?? new KvitError('misconfigured', 'there is no signer');
    return this.#road;
  }

  #begin({ Road: Way }: RoadModule): void {
    if (this.#road?.leadsTo(this.#host.signer, this.#uuid)) return;
    this.#road?.end();
    this.#road = null;
    try {
      this.#road = new Way(this.#host, this.#callbacks, this.#uuid);
      this.#road.connect();
    } catch (error) {
      this.setFault(error as KvitError);
    }
    this.#host.requestUpdate();
  }

  /** Shows, or clears, a fault of the page's own making: a wrong line, a missing attribute. */
  setFault(fault: KvitError | null): void {
    if (fault?.message === this.#fault?.message && fault?.code === this.#fault?.code) return;
    this.#fault = fault;
    this.#host.requestUpdate();
    if (!fault) return;
    console.warn(`kvit: ${fault.code}: ${fault.message}`);
    this.#host.dispatchEvent(new KvitErrorEvent(fault));
  }

  /** Forgets the payment, and a press that was not sent yet. */
  reset(): void {
    this.#pressed = false;
    this.#road?.session.reset();
    this.#host.requestUpdate();
  }

  /**
   * The press. A new tab has to be opened now: a moment later the browser takes it for a pop-up.
   *
   * @param again pay what was asked for before: a return page has no cart
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
    const open = window.open as typeof window.open | undefined; // some in-app browsers come without it
    const tab = this.#host.target === '_blank' ? open?.('', '_blank') : null;
    try {
      const road = await this.open();
      // reset, or taken off the page, while the code was on its way
      if (!this.#pressed || !this.#host.isConnected) return tab?.close();
      this.setFault(null);
      const paid = road.pay(again ? null : order, extras, tab);
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
