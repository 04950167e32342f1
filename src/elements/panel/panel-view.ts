import { html, nothing, type TemplateResult } from 'lit';
import type { Panel } from '../../i18n/messages/cart-messages.ts';

/** One thing a buyer can do about a state. */
export interface PanelButton {
  /** its CSS part: `check`, `retry` or `back` */
  readonly part: string;
  readonly words: string;
  readonly main: boolean;
  readonly press: () => void;
}

/** What is shown of a state. */
export interface PanelParts {
  /** `none` is heard and not seen */
  readonly tone: 'busy' | 'calm' | 'good' | 'ask' | 'bad' | 'none';
  readonly icon?: TemplateResult;
  readonly words: Panel;
  /** stands under the words, and is not read out again whenever it changes */
  readonly note?: string | null;
  /** for the developer */
  readonly details?: string;
  readonly buttons: readonly PanelButton[];
}

const button = ({ part, words, main, press }: PanelButton): TemplateResult =>
  html`<button type="button" part=${part} class=${main ? 'main' : ''} @click=${press}>${words}</button>`;

/**
 * A state in a picture, words and what can be done. The live region stays in the page while its words change, so that
 * a screen reader says each state once.
 */
export function frame(parts: PanelParts | null): TemplateResult {
  return html`<div class="panel ${parts?.tone ?? 'none'}">
    <div part="message" role="status" tabindex="-1">
      ${
        parts &&
        html`${parts.icon}
          <div>
            <strong class="title">${parts.words[0]}</strong>
            <p>${parts.words[1]}</p>
          </div>`
      }
    </div>
    ${parts?.note ? html`<p>${parts.note}</p>` : nothing}
    ${parts?.details ? html`<pre lang="en">${parts.details}</pre>` : nothing}
    ${parts?.buttons.length ? html`<div class="actions">${parts.buttons.map(button)}</div>` : nothing}
  </div>`;
}
