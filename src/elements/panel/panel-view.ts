import { html, nothing, type TemplateResult } from 'lit';
import type { Panel } from '../../i18n/messages/cart-messages.ts';

/** A button of a panel. */
export interface PanelButton {
  /** its CSS part: `check`, `retry` or `back` */
  readonly part: string;
  readonly words: string;
  readonly main: boolean;
  readonly press: () => void;
}

/** The content of a panel. */
export interface PanelContent {
  /** decides colour and icon; `none` hides the panel and leaves it to screen readers */
  readonly tone: 'busy' | 'calm' | 'good' | 'ask' | 'bad' | 'none';
  readonly icon?: TemplateResult;
  readonly words: Panel;
  /** shown below the text, outside the live region, so that a change of it is not read out */
  readonly note?: string | null;
  /** message for the developer, in English */
  readonly details?: string;
  readonly buttons: readonly PanelButton[];
}

const button = ({ part, words, main, press }: PanelButton): TemplateResult =>
  html`<button type="button" part=${part} class=${main ? 'main' : ''} @click=${press}>${words}</button>`;

/**
 * A panel: icon, text and buttons. The live region stays in the page while its text changes, so that a screen reader reads
 * each state once.
 */
export function panelView(content: PanelContent | null): TemplateResult {
  return html`<div class="panel ${content?.tone ?? 'none'}">
    <div part="message" role="status" tabindex="-1">
      ${
        content &&
        html`${content.icon}
          <div>
            <strong class="title">${content.words[0]}</strong>
            <p>${content.words[1]}</p>
          </div>`
      }
    </div>
    ${content?.note ? html`<p>${content.note}</p>` : nothing}
    ${content?.details ? html`<pre lang="en">${content.details}</pre>` : nothing}
    ${content?.buttons.length ? html`<div class="actions">${content.buttons.map(button)}</div>` : nothing}
  </div>`;
}
