import { html, type TemplateResult } from 'lit';
import type { Order } from '../../domain/order/order.ts';
import { formatSum } from '../../i18n/format.ts';
import type { Language } from '../../i18n/messages/cart-messages.ts';

/** Description and sum of the order, for a return page. */
export function orderSum({ description, amount }: Order, language: Language): TemplateResult {
  return html`<p class="sum">
    <span>${description}</span> <b part="total">${formatSum(amount, language)}</b>
  </p>`;
}
