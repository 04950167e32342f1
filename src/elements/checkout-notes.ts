import { html, nothing, type TemplateResult } from 'lit';
import type { Order } from '../domain/order.ts';
import { nextCharge } from '../domain/subscription.ts';
import { formatDate, formatSum, formatTerm } from '../i18n/format.ts';
import type { Language, Messages } from '../i18n/messages.ts';

/** What a buyer has to know before paying: what a subscription costs, how often and how it ends, and what a hold is. */
export function checkoutNotes(
  { subscribe, holdTime, amount }: Order,
  texts: Messages,
  language: Language,
): TemplateResult {
  return html`${
    subscribe
      ? html`<p class="note">
          ${formatSum(amount, language)} ${texts.period[subscribe]}<br />${texts.nextCharge}
          ${formatDate(nextCharge(new Date(), subscribe), language)}<br />${texts.cancelAnyTime}
        </p>`
      : nothing
  }
  ${holdTime ? html`<p class="note">${texts.hold} ${formatTerm(holdTime, texts, language)}</p>` : nothing}`;
}
