import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../i18n/messages/cart-messages.ts';

/** Says that a part of the widget is loading. */
export function loadingView(texts: Messages): TemplateResult {
  return html`<p role="status">${texts.loading}</p>`;
}

/** Says that a part of the widget failed to load. @param retry loads it again; `null` if a control nearby does */
export function loadFailedView(texts: Messages, retry: (() => void) | null): TemplateResult {
  return html`<p part="message" role="alert">${texts.network[0]}</p>
    ${retry ? html`<button type="button" part="retry" @click=${retry}>${texts.retry}</button>` : nothing}`;
}
