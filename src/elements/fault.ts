import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../i18n/messages.ts';

/** That a part of the widget did not come: the one fault that is shown without the code of the road. */
export function cutOff(texts: Messages, again: (() => void) | null): TemplateResult {
  return html`<p part="message" role="alert">${texts.network[0]}</p>
    ${again ? html`<button type="button" part="retry" @click=${again}>${texts.retry}</button>` : nothing}`;
}
