import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Order } from '../../domain/order/order.ts';
import { controls } from '../../styles/controls.ts';
import { layoutStyles } from '../../styles/layout.ts';
import { tokens } from '../../styles/tokens.ts';
import { PaymentElement } from './payment-element.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The return page. It resumes the payment that this browser started, follows its state, and shows the outcome and the receipt.
 *
 * @tagname kvit-status
 * @slot paid - below the message that the order is paid
 * @slot footer - at the end
 * @csspart message - the text of the state
 * @csspart check - the button that checks the payment again
 * @csspart retry - the button that tries again
 * @csspart back - the button that returns to the open payment page
 * @csspart total - the sum of the order
 * @csspart receipt - one receipt
 * @csspart print - the button that prints the receipt
 * @csspart save - the button that saves the receipt as a file
 * @csspart share - the button that shares the receipt
 * @event {KvitChangeEvent} kvit-change - the state changed
 * @event {KvitRedirectEvent} kvit-redirect - request: the page is about to go to the payment page
 * @event {KvitOutcomeEvent} kvit-held - the money is on hold
 * @event {KvitOutcomeEvent} kvit-paid - the payment succeeded
 * @event {KvitOutcomeEvent} kvit-cancelled - the payment was cancelled
 * @event {KvitOutcomeEvent} kvit-failed - the payment was declined
 * @event {KvitReceiptEvent} kvit-receipt - the receipt is issued
 * @event {KvitErrorEvent} kvit-error - an error prevents the payment, or its state is unknown
 */
export class KvitStatus extends PaymentElement {
  static override styles = [tokens, controls, layoutStyles];

  /** the current state and order */
  get snapshot(): Snapshot {
    const uuid = this.payment.running?.session.current?.uuid ?? this.uuid;
    return { state: this.payment.state.name, uuid, order: this.order };
  }

  /** @internal the order of the payment, as stored in this browser */
  protected override get order(): Order | null {
    return this.payment.running?.claimed ?? null;
  }

  /** @internal Reports the change as an error, since no cart here can show the signer's order. */
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
