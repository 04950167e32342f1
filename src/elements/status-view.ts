import { html, nothing, type TemplateResult } from 'lit';
import type { Order } from '../domain/order.ts';
import { formatSum } from '../i18n/format.ts';
import type { Language, Messages } from '../i18n/messages.ts';
import { roadRu } from '../i18n/road-messages.ts';
import type { StateName } from '../session/checkout-state.ts';
import { textsIn } from './texts.ts';

/** What a return page shows above the state: which order it is about, or that there is none. */
export function statusView(
  name: StateName,
  order: Order | null,
  texts: Messages,
  language: Language,
): TemplateResult {
  if (name === 'idle') {
    const { nothing: words } = textsIn(roadRu, 'road', language);
    return html`<p class="nothing"><strong>${words[0]}</strong><br />${words[1]}</p>`;
  }
  return html`${
    order &&
    html`<p class="sum">
      <span>${order.description}</span> <b part="total">${formatSum(order.amount, language)}</b>
    </p>`
  }
  ${name === 'submitting' ? html`<p class="nothing">${texts.submitting}</p>` : nothing}`;
}
