import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { KvitError } from '../domain/errors.ts';
import { formatSum } from '../i18n/format.ts';
import { readOrder, type Order } from '../domain/order.ts';
import { controls } from '../styles/controls.ts';
import { frameStyles } from '../styles/frame.ts';
import { tokens } from '../styles/tokens.ts';
import type { StateName } from '../session/checkout-state.ts';
import type { Signer } from '../signer/signer.ts';
import { lineRules } from './configuration.ts';
import { frame } from './frame.ts';
import { Gate } from './gate.ts';
import { KvitElement } from './kvit-element.ts';
import { statusStyles } from './kvit-status.styles.ts';

/**
 * The return page: picks up the payment that was begun in this browser, asks how it stands, shows the outcome and the
 * receipt.
 *
 * @tagname kvit-status
 * @csspart message - the state in words
 * @csspart check - the button that asks about the payment again
 * @csspart retry - the button that pays again
 * @csspart back - the button that leads to the open payment page
 * @csspart total - the sum of the order
 * @csspart receipt - one receipt
 * @csspart print - the button that prints it
 * @event {KvitChangeEvent} kvit-change - the state is another one now
 * @event {KvitRedirectEvent} kvit-redirect - request: the page is about to be left
 * @event {KvitOutcomeEvent} kvit-held - the money is on hold
 * @event {KvitOutcomeEvent} kvit-paid - the payment went through
 * @event {KvitOutcomeEvent} kvit-cancelled - it was cancelled
 * @event {KvitOutcomeEvent} kvit-failed - it was declined
 * @event {KvitReceiptEvent} kvit-receipt - the receipt is there
 * @event {KvitErrorEvent} kvit-error - something stands in the way
 */
export class KvitStatus extends KvitElement {
  static override styles = [tokens, controls, frameStyles, statusStyles];

  static override properties: PropertyDeclarations = {
    signer: {},
    uuid: {},
    target: {},
    navigate: { attribute: false },
  };

  /** path of the merchant's signer on this origin, or an object that carries the calls itself */
  declare signer: string | Signer;
  /** the order; without it the payment that was begun last */
  declare uuid: string | null;
  /** where "pay again" leads: `_self`, or `_blank` for a new tab */
  declare target: string;
  /** how to leave the page, instead of `location.assign` */
  declare navigate: ((url: string) => void) | null;

  readonly #gate = new Gate(this, { order: () => this.#order, repriced: () => this.#repriced() });

  constructor() {
    super();
    this.signer = '';
    this.uuid = null;
    this.target = '_self';
    this.navigate = null;
  }

  /** how the payment stands now */
  get snapshot(): { readonly state: StateName; readonly uuid: string | null; readonly order: Order | null } {
    return {
      state: this.#gate.state.name,
      uuid: this.#gate.road?.session.current?.uuid ?? this.uuid,
      order: this.#order,
    };
  }

  /** Asks now how the payment stands. */
  check(): void {
    this.#gate.road?.session.check();
  }

  /** Forgets the payment on this device. */
  reset(): void {
    this.#gate.road?.session.reset();
  }

  protected override willUpdate(): void {
    this.#gate.follow(this.uuid);
    this.setAttribute('state', this.#gate.state.name);
  }

  /** The order as this browser remembers asking for it. */
  get #order(): Order | null {
    const claim = this.#gate.road?.session.current?.claim;
    try {
      return claim ? readOrder(claim, lineRules()) : null;
    } catch {
      return null;
    }
  }

  /** There is no cart here to show the true order in. */
  #repriced(): void {
    this.#gate.road?.session.fail(
      new KvitError('price_changed', 'the order has changed since it was placed'),
    );
  }

  #nothing(): TemplateResult {
    const { title, text } = this.texts.nothing;
    return html`<p class="nothing"><strong>${title}</strong><br />${text}</p>`;
  }

  protected override render(): TemplateResult {
    const { texts, shown } = this;
    const { state, road } = this.#gate;
    const order = this.#order;
    const retry = road?.session.current ? () => void this.#gate.pay(null) : null;
    return html`<section aria-label=${order?.description ?? texts.order}>
      ${frame(this.#gate.panel(texts, shown, retry))}
      ${state.name === 'submitting' ? html`<p class="nothing">${texts.submitting}</p>` : nothing}
      ${state.name === 'idle' ? this.#nothing() : nothing}
      ${
        order && state.name !== 'receipt' && state.name !== 'idle'
          ? html`<p class="sum">
              <span>${order.description}</span> <b part="total">${formatSum(order.amount, shown)}</b>
            </p>`
          : nothing
      }
      ${
        state.name === 'receipt'
          ? html`<kvit-receipt
              exportparts="receipt, print"
              .language=${shown}
              .items=${state.receipts}
              .order=${order}
            ></kvit-receipt>`
          : nothing
      }
    </section>`;
  }
}
