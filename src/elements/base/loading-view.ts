import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/messages/cart-messages.ts';

/** Stands in for a part of the widget whose code is still on its way. */
export function awaited(texts: Messages): TemplateResult {
  return html`<p role="status">${texts.loading}</p>`;
}

/** That a part of the widget did not come: the one fault that is shown without the code of the road. */
export function cutOff(texts: Messages, again: (() => void) | null): TemplateResult {
  return html`<p part="message" role="alert">${texts.network[0]}</p>
    ${again ? html`<button type="button" part="retry" @click=${again}>${texts.retry}</button>` : nothing}`;
}
