import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Order } from '../../domain/order/order.ts';
import { controls } from '../../styles/controls.ts';
import { frameStyles } from '../../styles/layout.ts';
import { tokens } from '../../styles/tokens.ts';
import { PaymentElement } from './payment-element.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The return page. It resumes the payment that this browser began, asks how it stands, and shows the outcome and the receipt.
 *
 * @tagname kvit-status
 * @slot paid - under the news that it is paid
 * @slot footer - at the end
 * @csspart message - the state in words
 * @csspart check - the button that asks about the payment again
 * @csspart retry - the button that pays again
 * @csspart back - the button that leads to the open payment page
 * @csspart total - the sum of the order
 * @csspart receipt - one receipt
 * @csspart print - the button that prints it
 * @csspart save - the button that makes a file of it
 * @csspart share - the button that hands it to the platform
 * @event {KvitChangeEvent} kvit-change - the state is another one now
 * @event {KvitRedirectEvent} kvit-redirect - request: the page is about to be left
 * @event {KvitOutcomeEvent} kvit-held - the money is on hold
 * @event {KvitOutcomeEvent} kvit-paid - the payment went through
 * @event {KvitOutcomeEvent} kvit-cancelled - it was cancelled
 * @event {KvitOutcomeEvent} kvit-failed - it was declined
 * @event {KvitReceiptEvent} kvit-receipt - the receipt is there
 * @event {KvitErrorEvent} kvit-error - something stands in the way
 */
export class KvitStatus extends PaymentElement {
  static override styles = [tokens, controls, frameStyles];

  /** how the payment stands now */
  get snapshot(): Snapshot {
    const uuid = this.payment.running?.session.current?.uuid ?? this.uuid;
    return { state: this.payment.state.name, uuid, order: this.order };
  }

  /** @internal the order of the last press, as this browser keeps it */
  protected override get order(): Order | null {
    return this.payment.running?.claimed ?? null;
  }

  /** @internal No cart stands here that could show the signer's order. */
  protected override repriced(): void {
    this.payment.running?.session.fail(
      new KvitError('price_changed', 'the order has changed since it was placed'),
    );
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('signer')) this.payment.setFault(null);
    super.willUpdate(changed);
  }

  protected override render(): TemplateResult {
    const { texts, shown, order } = this;
    const { running, code } = this.payment;
    const again = running?.session.current ? () => void this.payment.pay({}, true) : null;
    const retry = code ? again : () => void this.payment.prepare();
    return html`<section aria-label=${order?.description ?? nothing}>
      <div class="all">
        ${order && code?.orderSum(order, shown)} ${this.payment.panel(texts, shown, retry, true)}
        ${this.paid()}
      </div>
      <slot name="footer"></slot>
    </section>`;
  }
}
