import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Consent } from '../../domain/order/consent.ts';
import type { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Item } from '../../domain/order/item.ts';
import type { Order } from '../../domain/order/order.ts';
import type { OrderAnswer } from '../../domain/contract/wire.ts';
import { formatSum } from '../../i18n/format.ts';
import { controls } from '../../styles/controls.ts';
import { layoutStyles } from '../../styles/layout.ts';
import { tokens } from '../../styles/tokens.ts';
import { chargeText, checkoutNotes } from './checkout-notes.ts';
import { Consents, type Ticks } from './consents.ts';
import { KvitCartChangeEvent } from '../base/events.ts';
import { ItemChildren } from '../cart/item-children.ts';
import type { KvitCart } from '../cart/kvit-cart.ts';
import { checkoutStyles } from './kvit-checkout.styles.ts';
import { readItems } from '../cart/kvit-item.ts';
import { PaymentElement } from '../payment/payment-element.ts';
import { OrderSource, SOURCES } from './order-source.ts';
import type { Snapshot } from '../payment/snapshot.ts';
import { internal, property, type PropertiesOf } from '../base/properties.ts';

const properties = {
  /** description of the order, shown on the payment page */
  description: property(''),
  /** sum in roubles, e.g. `250.50`; an order whose lines do not add up to it is refused */
  amount: property<string | null>(null),
  /** code of the currency; only `rub` */
  currency: property('rub'),
  /** the merchant's shop at UrlPay; the signer checks it */
  shopId: property<number | null>(null, { attribute: 'shop-id', type: Number }),
  /** `Day`, `Week` or `Month`: charges again every period */
  subscribe: property<string | null>(null),
  /** seconds to hold the money before it is charged or released */
  holdTime: property<number | null>(null, { attribute: 'hold-time', type: Number }),
  /** address to which the payment page returns the buyer; `null` is this page, or the page around its frame */
  websiteUrl: property<string | null>(null, { attribute: 'website-url' }),
  /** the buyer may change quantities and remove lines */
  editable: property(false, { type: Boolean }),
  /** the buyer may neither pay nor change the cart */
  disabled: property(false, { type: Boolean }),
  /** address of the offer (оферта) that paying accepts */
  offerUrl: property<string | null>(null, { attribute: 'offer-url' }),
  /** version of the offer, kept with the consent */
  offerVersion: property<string | null>(null, { attribute: 'offer-version' }),
  /** address of the consent to personal data processing; if set, the buyer must tick a checkbox before paying */
  privacyUrl: property<string | null>(null, { attribute: 'privacy-url' }),
  /** version of the consent text, kept with the consent */
  privacyVersion: property<string | null>(null, { attribute: 'privacy-version' }),
  /** the lines in the API's own names; set a new array to change them */
  items: property<readonly Item[] | null>(null, { attribute: false }),
  /** @internal the ticked checkboxes, with the time of each tick */
  ticks: internal<Ticks>({}),
  /** @internal true if the buyer tried to pay with a consent missing */
  tried: internal(false),
};

export interface KvitCheckout extends PropertiesOf<typeof properties> {}

/**
 * A whole checkout: cart, consents, pay button, states, receipt.
 *
 * @tagname kvit-checkout
 * @slot - `kvit-item` elements; `items` take precedence
 * @slot header - above the order
 * @slot empty - replaces the text of an empty cart
 * @slot paid - below the message that the order is paid
 * @slot footer - at the end
 * @csspart pay - the pay button
 * @csspart line - one line of the cart
 * @csspart vat - the total of one VAT rate
 * @csspart total - the sum to pay
 * @csspart message - the text of the state
 * @csspart check - the button that checks the payment again
 * @csspart retry - the button that tries again
 * @csspart back - the button that returns to the open payment page
 * @csspart receipt - one receipt
 * @csspart print - the button that prints the receipt
 * @csspart save - the button that saves the receipt as a file
 * @csspart share - the button that shares the receipt
 * @cssproperty --kvit-accent - the pay button, links, focus rings, ticks
 * @cssproperty --kvit-on-accent - text on the pay button
 * @cssproperty --kvit-surface - background of fields and small buttons
 * @cssproperty --kvit-sunken - background of panels and notices
 * @cssproperty --kvit-text - text
 * @cssproperty --kvit-muted - secondary text; edges of controls
 * @cssproperty --kvit-border - lines between goods
 * @cssproperty --kvit-success - the icon of a successful payment
 * @cssproperty --kvit-warning - the icon of an unfinished payment; a changed price
 * @cssproperty --kvit-danger - the icon of a failed payment; errors
 * @cssproperty --kvit-radius - corners of panels; buttons use three quarters of it
 * @cssproperty --kvit-gap - space between and inside panels
 * @cssproperty --kvit-font - font family
 * @event {KvitPayEvent} kvit-pay - request: the element is about to ask for a payment page
 * @event {KvitRedirectEvent} kvit-redirect - request: the page is about to go to the payment page
 * @event {KvitChangeEvent} kvit-change - the state changed
 * @event {KvitCartChangeEvent} kvit-cart-change - the buyer changed the cart
 * @event {KvitOutcomeEvent} kvit-held - the money is on hold
 * @event {KvitOutcomeEvent} kvit-paid - the payment succeeded
 * @event {KvitOutcomeEvent} kvit-cancelled - the payment was cancelled
 * @event {KvitOutcomeEvent} kvit-failed - the payment was declined
 * @event {KvitReceiptEvent} kvit-receipt - the receipt is issued
 * @event {KvitErrorEvent} kvit-error - an error prevents the payment
 */
export class KvitCheckout extends PaymentElement {
  static override styles = [tokens, controls, layoutStyles, checkoutStyles];

  static override properties: PropertyDeclarations = properties;

  readonly #source = new OrderSource(this);

  constructor() {
    super();
    new ItemChildren(this, () => this.#source.markStale());
  }

  /** the current state and order */
  get snapshot(): Snapshot {
    return { state: this.payment.state.name, uuid: this.uuid, order: this.order };
  }

  /** @internal the order of the payment under way, even if the page changed its order meanwhile; else the page's order */
  protected override get order(): Order | null {
    const { payment } = this;
    const underWay = !payment.payable || payment.state.name === 'away';
    return (underWay && !this.#formShown && payment.running?.claimed) || this.#source.order;
  }

  /**
   * Asks for a payment page and goes to it, as a press of the button does. A call during a payment does nothing. Errors fire
   * `kvit-error`.
   */
  async pay(): Promise<void> {
    if (!this.order) await this.updateComplete;
    if (!this.order?.lines.length || this.disabled || this.#cart?.refuseTyped()) return;
    // consents of an earlier attempt stay valid as long as their text and document are the same
    const before = this.payment.running?.session.current?.claim.consents ?? [];
    const consents = this.#consents(this.#formShown ? [] : before);
    this.tried = consents.missing;
    if (this.tried) return this.#focusMissingConsent();
    await this.payment.pay({
      shopId: this.shopId ?? undefined,
      websiteUrl: this.websiteUrl ?? undefined,
      language: this.shown,
      consents: consents.agreed,
    });
  }

  /** Forgets the payment in this browser and shows the cart again. */
  override reset(): void {
    this.#forgetTicks();
    this.#source.reset();
    super.reset();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // another order needs new consents
    if (changed.has('uuid')) this.#forgetTicks();
    if (SOURCES.some((name) => changed.has(name))) this.#source.markStale();
    // during parsing the last lines may be missing, and a partial order must not be paid
    const parsing = !this.items && document.readyState === 'loading';
    this.#source.refresh(parsing ? null : (this.items ?? readItems(this)), this.payment);
    // after the order, because a valid order clears the fault and must not hide a wrong signer; without a number there is no payment to follow
    this.payment.follow(this.uuid ?? '');
  }

  /** @internal */
  protected override repriced(answer: OrderAnswer): void {
    try {
      const { lines, amount } = this.#source.replace(answer);
      this.dispatchEvent(new KvitCartChangeEvent(lines, amount));
    } catch (error) {
      this.payment.running?.session.fail(error as KvitError);
    }
  }

  /** True if the form with the pay button is shown. */
  get #formShown(): boolean {
    const { name } = this.payment.state;
    return name === 'idle' || name === 'submitting';
  }

  get #cart(): KvitCart | null {
    return this.renderRoot.querySelector('kvit-cart');
  }

  /** @param before consents of an earlier attempt, besides those that are ticked now */
  #consents(before: readonly Consent[]): Consents {
    const { order, texts, shown, ticks } = this;
    const charge = order?.subscribe ? chargeText(order, texts, shown) : '';
    return new Consents(this, texts, charge, [...Object.values(ticks), ...before]);
  }

  #forgetTicks(): void {
    this.ticks = {};
    this.tried = false;
  }

  /** Focuses the first missing consent. Beside a panel the checkboxes appear only now. */
  async #focusMissingConsent(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('input:not(:checked)')?.focus();
  }

  #edit = ({ lines, amount }: KvitCartChangeEvent): void => this.#source.edit(lines, amount);

  #retry = (): void => {
    if (this.#source.order) void this.pay();
    else this.#source.markStale();
  };

  #tick = (change: Ticks): void => {
    this.ticks = { ...this.ticks, ...change };
  };

  #payButton(order: Order, busy: boolean): TemplateResult {
    const { texts, shown } = this;
    const words = `${order.subscribe ? texts.subscribe : texts.pay} ${formatSum(order.amount, shown)}`;
    return html`<button
      type="button"
      class="main pay"
      part="pay"
      aria-disabled=${busy ? 'true' : 'false'}
      ?disabled=${this.disabled}
      @click=${() => void this.pay()}
    >
      ${busy ? texts.submitting : words}
    </button>`;
  }

  #lines(order: Order, busy: boolean): TemplateResult {
    return html`<kvit-cart
      exportparts="line, vat, total"
      .language=${this.shown}
      .lines=${order.lines}
      .editable=${this.editable && (this.#formShown || this.payment.payable)}
      .disabled=${busy || this.disabled}
      @kvit-cart-change=${this.#edit}
      ><slot name="empty" slot="empty">${this.texts.empty}</slot></kvit-cart
    >`;
  }

  /** The form with the pay button. The note about a changed price stands below the button so that the button does not move. */
  #form(order: Order, busy: boolean): TemplateResult {
    const { texts, shown, payment } = this;
    const { before } = this.#source;
    return html`<div class="form">
      ${checkoutNotes(order, texts, shown)} ${this.#consents([]).view(texts, this.tried, this.#tick)}
      ${this.#payButton(order, busy)}
      ${before === null ? nothing : payment.code?.priceChangeNote(before, order.amount, shown)}
    </div>`;
  }

  protected override render(): TemplateResult {
    const { texts, shown, order } = this;
    const { state } = this.payment;
    const open = this.#formShown;
    const { loading } = this.#source;
    const retry = this.disabled || order?.lines.length === 0 ? null : this.#retry;
    return html`<section
      aria-label=${order?.description ?? texts.cart}
      aria-busy=${loading ? 'true' : 'false'}
    >
      <div class="all">
        <slot name="header"></slot>
        ${order?.description ? html`<h2>${order.description}</h2>` : nothing}
        ${loading ? html`<p class="loading">${texts.loading}</p>` : nothing}
        <div class=${order ? 'parts two' : 'parts'}>
          ${order && this.#lines(order, !this.payment.payable || state.name === 'away')}
          <div class="news">${this.payment.panel(texts, shown, retry)} ${this.paid()}</div>
          ${order?.lines.length && (open || (this.tried && this.payment.payable)) ? this.#form(order, state.name === 'submitting') : nothing}
        </div>
      </div>
      <slot name="footer"></slot>
    </section>`;
  }
}
