import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Consent } from '../../domain/order/consent.ts';
import type { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Item } from '../../domain/order/item.ts';
import type { Order } from '../../domain/order/order.ts';
import type { OrderAnswer } from '../../domain/contract/wire.ts';
import { formatSum } from '../../i18n/format.ts';
import { controls } from '../../styles/controls.ts';
import { frameStyles } from '../../styles/layout.ts';
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
  /** the order's name, as the payment page shows it */
  description: property(''),
  /** roubles; the checkout refuses an order whose lines do not add up to it */
  amount: property<string | null>(null),
  /** `rub` */
  currency: property('rub'),
  /** the merchant's shop at UrlPay; the signer checks it */
  shopId: property<number | null>(null, { attribute: 'shop-id', type: Number }),
  /** `Day`, `Week` or `Month`: charges again every period */
  subscribe: property<string | null>(null),
  /** seconds to hold the money before it is charged or released */
  holdTime: property<number | null>(null, { attribute: 'hold-time', type: Number }),
  /** where the payment page sends the buyer afterwards; `null` is this page, or the page that frames it */
  websiteUrl: property<string | null>(null, { attribute: 'website-url' }),
  /** the buyer may change quantities and remove lines */
  editable: property(false, { type: Boolean }),
  /** the buyer may neither pay nor change the cart */
  disabled: property(false, { type: Boolean }),
  /** address of the offer (оферта) that paying accepts */
  offerUrl: property<string | null>(null, { attribute: 'offer-url' }),
  /** version of the offer, kept with the consent */
  offerVersion: property<string | null>(null, { attribute: 'offer-version' }),
  /** address of the consent to personal data processing; with it the buyer must tick a box before paying */
  privacyUrl: property<string | null>(null, { attribute: 'privacy-url' }),
  /** version of that text, kept with the consent */
  privacyVersion: property<string | null>(null, { attribute: 'privacy-version' }),
  /** the lines in the API's own names; set a new array to change them */
  items: property<readonly Item[] | null>(null, { attribute: false }),
  /** @internal the boxes that are ticked, with the time of each tick */
  ticks: internal<Ticks>({}),
  /** @internal the buyer tried to pay without one of them */
  tried: internal(false),
};

export interface KvitCheckout extends PropertiesOf<typeof properties> {}

/**
 * The whole road of one payment: cart, consents, pay button, states, receipt.
 *
 * @tagname kvit-checkout
 * @slot - `kvit-item` elements, where no `items` are set
 * @slot header - above the order
 * @slot empty - in place of the words for an empty cart
 * @slot paid - under the news that it is paid
 * @slot footer - at the end
 * @csspart pay - the pay button
 * @csspart line - one line of the cart
 * @csspart vat - one total of a VAT rate
 * @csspart total - the sum to pay
 * @csspart message - the state in words
 * @csspart check - the button that asks about the payment again
 * @csspart retry - the button that pays again
 * @csspart back - the button that leads to the open payment page
 * @csspart receipt - one receipt
 * @csspart print - the button that prints it
 * @csspart save - the button that makes a file of it
 * @csspart share - the button that hands it to the platform
 * @cssproperty --kvit-accent - buttons and links
 * @cssproperty --kvit-on-accent - text on the accent
 * @cssproperty --kvit-surface - background of controls
 * @cssproperty --kvit-sunken - background of panels
 * @cssproperty --kvit-text - text
 * @cssproperty --kvit-muted - secondary text
 * @cssproperty --kvit-border - lines
 * @cssproperty --kvit-success - the mark of a payment that went through
 * @cssproperty --kvit-warning - the mark of one that is open
 * @cssproperty --kvit-danger - the mark of one that did not
 * @cssproperty --kvit-radius - corners
 * @cssproperty --kvit-gap - space between things
 * @cssproperty --kvit-font - font family
 * @event {KvitPayEvent} kvit-pay - request: a payment page is about to be asked for
 * @event {KvitRedirectEvent} kvit-redirect - request: the page is about to be left
 * @event {KvitChangeEvent} kvit-change - the state is another one now
 * @event {KvitCartChangeEvent} kvit-cart-change - the buyer changed the cart
 * @event {KvitOutcomeEvent} kvit-held - the money is on hold
 * @event {KvitOutcomeEvent} kvit-paid - the payment went through
 * @event {KvitOutcomeEvent} kvit-cancelled - it was cancelled
 * @event {KvitOutcomeEvent} kvit-failed - it was declined
 * @event {KvitReceiptEvent} kvit-receipt - the receipt is there
 * @event {KvitErrorEvent} kvit-error - something stands in the way of paying
 */
export class KvitCheckout extends PaymentElement {
  static override styles = [tokens, controls, frameStyles, checkoutStyles];

  static override properties: PropertyDeclarations = properties;

  readonly #source = new OrderSource(this);

  constructor() {
    super();
    new ItemChildren(this, () => this.#source.markStale());
  }

  /** how the checkout stands now */
  get snapshot(): Snapshot {
    return { state: this.payment.state.name, uuid: this.uuid, order: this.order };
  }

  /** @internal what has gone to the bank, whatever the page says by now; else what would */
  protected override get order(): Order | null {
    const { payment } = this;
    const gone = !payment.payable || payment.state.name === 'away';
    return (gone && !this.#open && payment.running?.claimed) || this.#source.order;
  }

  /** Asks for a payment page and leaves for it, as a press on the button does. Nothing happens twice. */
  async pay(): Promise<void> {
    if (!this.order) await this.updateComplete;
    if (!this.order?.lines.length || this.disabled || this.#cart?.refuseTyped()) return;
    // who pays again is not asked again: what was agreed to before still stands, as long as it is the same
    const before = this.payment.running?.session.current?.claim.consents ?? [];
    const consents = this.#consents(this.#open ? [] : before);
    this.tried = consents.missing;
    if (this.tried) return this.#missConsent();
    await this.payment.pay({
      shopId: this.shopId ?? undefined,
      websiteUrl: this.websiteUrl ?? undefined,
      language: this.shown,
      consents: consents.agreed,
    });
  }

  /** Forgets the payment on this device and shows the cart again. */
  override reset(): void {
    this.#forgetTicks();
    this.#source.reset();
    super.reset();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // no box is ticked for the buyer of another order
    if (changed.has('uuid')) this.#forgetTicks();
    if (SOURCES.some((name) => changed.has(name))) this.#source.markStale();
    // while the page is being parsed the last lines may still be on their way, and half an order must not be paid
    const parsing = !this.items && document.readyState === 'loading';
    this.#source.refresh(parsing ? null : (this.items ?? readItems(this)), this.payment);
    // after the order, whose being right must not hide a signer that is wrong; without a number there is no payment to follow
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

  /** whether the form is shown */
  get #open(): boolean {
    const { name } = this.payment.state;
    return name === 'idle' || name === 'submitting';
  }

  get #cart(): KvitCart | null {
    return this.renderRoot.querySelector('kvit-cart');
  }

  /** @param before what was agreed to beside what is ticked now */
  #consents(before: readonly Consent[]): Consents {
    const { order, texts, shown, ticks } = this;
    const charge = order?.subscribe ? chargeText(order, texts, shown) : '';
    return new Consents(this, texts, charge, [...Object.values(ticks), ...before]);
  }

  #forgetTicks(): void {
    this.ticks = {};
    this.tried = false;
  }

  /** Beside a panel the boxes come only now. */
  async #missConsent(): Promise<void> {
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
      .editable=${this.editable && (this.#open || this.payment.payable)}
      .disabled=${busy || this.disabled}
      @kvit-cart-change=${this.#edit}
      ><slot name="empty" slot="empty">${this.texts.empty}</slot></kvit-cart
    >`;
  }

  /** A truer price is told beneath the button, which must not move under a thumb. */
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
    const open = this.#open;
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
