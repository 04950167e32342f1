import { html, type TemplateResult } from 'lit';
import type { KvitError } from '../domain/errors.ts';
import { formatDate, formatTerm } from '../i18n/format.ts';
import type { Language, Messages, Panel } from '../i18n/messages.ts';
import { roadRu, type RoadMessages } from '../i18n/road-messages.ts';
import type { CheckoutState, StateName } from '../session/checkout-state.ts';
import { frame, type PanelButton, type PanelParts } from './frame.ts';
import { panelStyles } from './panel.styles.ts';
import { textsIn } from './texts.ts';

type Texts = Messages & RoadMessages;

/** What the buttons of a panel do; one that is `null` is not offered. */
export interface PanelActions {
  readonly check: () => void;
  readonly retry: (() => void) | null;
  readonly proceed: (() => void) | null;
}

const CIRCLE = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18';

/** One stroke each: an open ring, a tick, a question's dot, a cross. */
const ICONS = {
  busy: 'M12 3a9 9 0 1 0 9 9',
  good: `${CIRCLE}m-4 9.5 2.8 2.8 5.7-5.8`,
  ask: `${CIRCLE}m0 4.5v5m0 3.7v.1`,
  bad: `${CIRCLE}m-3 6 6 6m0-6-6 6`,
};

const icon = (tone: PanelParts['tone']): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[tone]} /></svg>`;

/** Adds the panel's looks to an element that was drawn before they came. */
export function adoptStyles(root: ShadowRoot): void {
  const { styleSheet } = panelStyles;
  if (styleSheet) root.adoptedStyleSheets.push(styleSheet);
}

function part(tone: PanelParts['tone'], words: Panel, ...buttons: (PanelButton | null)[]): PanelParts {
  return { tone, icon: icon(tone), words, buttons: buttons.filter((button) => button !== null) };
}

/** Till about when the money is held, and how long that is from now. */
function holdNote(until: number | null, texts: Texts, language: Language): string | null {
  const left = until === null ? 0 : (until - Date.now()) / 1000;
  if (until === null || left <= 0) return null;
  const [before, remaining] = texts.heldUntil;
  const end = formatDate(new Date(until), language, 'short');
  return `${before} ${end}, ${remaining} ${formatTerm(left, texts, language)}`;
}

/** Whether the browser knew of no network when an error was first shown; it says nothing about the next one. */
const offline = new WeakMap<KvitError, boolean>();

/** Why there was no answer: a buyer can do something about the first two. */
function missedWords(error: KvitError, texts: Texts): Panel {
  const { status } = error;
  if (status === 429) return texts.busy;
  if (!offline.has(error)) offline.set(error, !navigator.onLine);
  return status === undefined && offline.get(error) ? texts.offline : texts.network;
}

function errorParts(error: KvitError, texts: Texts, retry: PanelButton | null): PanelParts {
  switch (error.code) {
    case 'payment_mismatch':
    case 'already_paid':
      return part('bad', texts.mismatch);
    case 'price_changed':
      return part('ask', texts.changed);
    case 'gateway_unknown':
    case 'gateway_refused':
    case 'refused':
      return part('bad', texts.refused, retry);
    case 'not_found':
      return part('bad', texts.notFound, retry);
    case 'network':
    case 'bad_answer':
    case 'in_progress':
      return part('bad', missedWords(error, texts), retry);
    // the developer is the one looking when it happens, so it is told in full
    case 'bad_order':
    case 'misconfigured':
    case 'signer_forbidden':
    case 'pay_host_forbidden':
      return { ...part('bad', texts.misconfigured), details: error.message };
  }
}

/** What a cart shows by itself, where there is none. */
function cartlessParts(name: StateName, texts: Texts): PanelParts {
  return name === 'idle' ? part('ask', texts.nothing) : part('busy', [texts.submitting, '']);
}

/** A state in its panel, which is empty where the cart itself shows the state. @param bare there is no cart */
export function statePanel(
  state: CheckoutState,
  own: Messages,
  language: Language,
  does: PanelActions,
  bare: boolean,
): TemplateResult {
  const texts: Texts = { ...own, ...textsIn(roadRu, 'road', language) };
  const parts = stateParts(state, texts, language, does);
  return frame(parts ?? (bare ? cartlessParts(state.name, texts) : null));
}

function stateParts(
  state: CheckoutState,
  texts: Texts,
  language: Language,
  does: PanelActions,
): PanelParts | null {
  const offer = (name: string, words: string, press: (() => void) | null, main = true): PanelButton | null =>
    press && { part: name, words, main, press };
  const check = offer('check', texts.check, does.check, false);
  const retry = offer('retry', texts.retry, does.retry);
  switch (state.name) {
    case 'idle':
    case 'submitting':
      return null;
    case 'redirecting':
      return part('busy', [texts.redirecting, ''], offer('back', texts.openPage, does.proceed));
    case 'away':
      return part('busy', texts.away, offer('back', texts.back, does.proceed), check);
    case 'checking':
      return part('busy', texts.checking);
    case 'held':
      return { ...part('ask', texts.held), note: holdNote(state.until, texts, language) };
    case 'paid':
      return state.receipt === 'late'
        ? part('good', [texts.paid[0], texts.receiptLate], check)
        : part('good', texts.paid);
    case 'receipt':
      return part('good', [texts.paid[0], texts.receipt]);
    case 'cancelled':
      return part('ask', texts.cancelled, retry);
    case 'failed':
      return part('bad', texts.failed, retry);
    case 'unresolved':
      return part('ask', texts.unresolved, check);
    case 'error':
      return errorParts(state.error, texts, retry);
  }
}
