import { html, nothing, type TemplateResult } from 'lit';
import type { Order } from '../../domain/order/order.ts';
import { nextCharge } from '../../domain/order/period.ts';
import { formatDate, formatSum, formatTerm } from '../../i18n/format.ts';
import type { Language, Messages } from '../../i18n/messages/cart-messages.ts';

/** The sum and the period of a subscription: `1 000,00 ₽ каждый месяц`. */
export const chargeText = ({ amount, subscribe }: Order, { period }: Messages, language: Language): string =>
  `${formatSum(amount, language)} ${subscribe ? period[subscribe] : ''}`;

/** The notes before paying: price, period and end of a subscription, and the term of a hold. */
export function checkoutNotes(order: Order, texts: Messages, language: Language): TemplateResult {
  const { subscribe, holdTime } = order;
  return html`${
    subscribe
      ? html`<p class="note">
          ${chargeText(order, texts, language)}<br />${texts.nextCharge}
          ${formatDate(nextCharge(new Date(), subscribe), language)}<br />${texts.cancelAnyTime}
        </p>`
      : nothing
  }
  ${holdTime ? html`<p class="note">${texts.hold} ${formatTerm(holdTime, texts, language)}</p>` : nothing}`;
}
