import { html, nothing, svg, type TemplateResult } from 'lit';
import type { KvitError } from '../domain/errors.ts';
import type { Messages, Panel } from '../i18n/messages.ts';
import type { CheckoutState } from '../session/checkout-state.ts';

/** What the buttons of a panel do; one that is `null` is not offered. */
export interface PanelActions {
  readonly check: () => void;
  readonly retry: (() => void) | null;
  readonly proceed: (() => void) | null;
}

type Tone = 'busy' | 'good' | 'ask' | 'bad';

const ICONS = {
  busy: svg`<path d="M12 3a9 9 0 1 0 9 9" />`,
  good: svg`<circle cx="12" cy="12" r="9" /><path d="m8 12.5 2.8 2.8L16.5 9.5" />`,
  ask: svg`<circle cx="12" cy="12" r="9" /><path d="M12 7.5v5M12 16.2v.1" />`,
  bad: svg`<circle cx="12" cy="12" r="9" /><path d="m9 9 6 6m0-6-6 6" />`,
};

function errorPanel({ code }: KvitError, texts: Messages): Panel {
  switch (code) {
    case 'network':
    case 'bad_answer':
    case 'in_progress':
      return texts.network;
    case 'gateway_unknown':
      return texts.gatewayUnknown;
    case 'not_found':
      return texts.notFound;
    case 'payment_mismatch':
      return texts.mismatch;
    case 'bad_order':
    case 'misconfigured':
    case 'signer_forbidden':
    case 'pay_host_forbidden':
      return texts.misconfigured;
    case 'price_changed':
      return texts.changed;
    case 'gateway_refused':
    case 'refused':
    case 'already_paid':
      return texts.refused;
  }
}

/** Whose mend it is: shown to the developer, who is the one looking when it happens. */
const FOR_DEVELOPERS: ReadonlySet<KvitError['code']> = new Set<KvitError['code']>([
  'bad_order',
  'misconfigured',
  'signer_forbidden',
  'pay_host_forbidden',
]);

/** What another press would not mend. */
const FINAL: ReadonlySet<KvitError['code']> = new Set<KvitError['code']>([
  'payment_mismatch',
  'price_changed',
]);

interface Look {
  readonly tone: Tone;
  readonly words: Panel;
  readonly check?: boolean;
  readonly retry?: boolean;
  readonly proceed?: boolean;
  readonly details?: string;
}

function errorLook(error: KvitError, texts: Messages): Look {
  const developer = FOR_DEVELOPERS.has(error.code);
  const words = errorPanel(error, texts);
  const retry = !developer && !FINAL.has(error.code);
  return { tone: 'bad', words, retry, ...(developer ? { details: error.message } : {}) };
}

function lookOf(state: CheckoutState, texts: Messages): Look | null {
  switch (state.name) {
    case 'idle':
    case 'submitting':
      return null;
    case 'redirecting':
      return { tone: 'busy', words: { title: texts.redirecting, text: '' }, proceed: true };
    case 'away':
      return { tone: 'busy', words: texts.away, proceed: true, check: true };
    case 'checking':
      return { tone: 'busy', words: texts.checking };
    case 'held':
      return { tone: 'ask', words: texts.held };
    case 'paid':
      return state.receipt === 'late'
        ? { tone: 'good', words: { title: texts.paid.title, text: texts.receiptLate }, check: true }
        : { tone: 'good', words: texts.paid };
    case 'receipt':
      return { tone: 'good', words: texts.receipt };
    case 'cancelled':
      return { tone: 'ask', words: texts.cancelled, retry: true };
    case 'failed':
      return { tone: 'bad', words: texts.failed, retry: true };
    case 'unresolved':
      return { tone: 'ask', words: texts.unresolved, check: true };
    case 'error':
      return errorLook(state.error, texts);
  }
}

function actions(look: Look, state: CheckoutState, texts: Messages, { check, retry, proceed }: PanelActions) {
  const open = state.name === 'redirecting' ? texts.openPage : texts.back;
  return html`<div class="actions">
    ${
      look.proceed && proceed
        ? html`<button type="button" class="main" part="back" @click=${proceed}>${open}</button>`
        : nothing
    }
    ${
      look.retry && retry
        ? html`<button type="button" class="main" part="retry" @click=${retry}>${texts.retry}</button>`
        : nothing
    }
    ${look.check ? html`<button type="button" part="check" @click=${check}>${texts.check}</button>` : nothing}
  </div>`;
}

/**
 * A state in a picture, words and what can be done. The live region stays in the page while its words change, so that
 * a screen reader says each state once.
 */
export function statePanel(state: CheckoutState, texts: Messages, does: PanelActions): TemplateResult {
  const look = lookOf(state, texts);
  return html`<div class=${look ? `panel ${look.tone}` : 'panel none'}>
    <div part="message" role="status" tabindex="-1">
      ${
        look &&
        html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${ICONS[look.tone]}</svg>
          <div>
            <strong class="title">${look.words.title}</strong>
            <p>${look.words.text}</p>
          </div>`
      }
    </div>
    ${look?.details ? html`<pre lang="en">${look.details}</pre>` : nothing}
    ${look ? actions(look, state, texts, does) : nothing}
  </div>`;
}
