import { html, type TemplateResult } from 'lit';
import type { Kopecks } from '../../domain/money/money.ts';
import { formatSum } from '../../i18n/format.ts';
import type { Language } from '../../i18n/messages/cart-messages.ts';
import { paymentRu } from '../../i18n/messages/payment-messages.ts';
import { textsIn } from '../base/texts.ts';

/** Says that the signer has another price than the page. The button above names the new one. @param before in kopecks @param after in kopecks */
export function priceChangeNote(before: Kopecks, after: Kopecks, language: Language): TemplateResult {
  const [was, is, agree] = textsIn('payment', paymentRu, language).repriced;
  return html`<p class="notice" role="alert">
    ${was} <s>${formatSum(before, language)}</s>, ${is} <b>${formatSum(after, language)}</b>. ${agree}
  </p>`;
}
