import { html, type TemplateResult } from 'lit';
import type { KvitError } from '../../domain/errors/kvit-error.ts';
import { formatDate, formatTerm } from '../../i18n/format.ts';
import type { Language, Messages, Panel } from '../../i18n/messages/cart-messages.ts';
import { paymentRu, type PaymentMessages } from '../../i18n/messages/payment-messages.ts';
import type { CheckoutState, StateName } from '../../session/checkout-state.ts';
import { panelView, type PanelButton, type PanelContent } from './panel-view.ts';
import { textsIn } from '../base/texts.ts';

type Texts = Messages & PaymentMessages;

/** The actions of a panel's buttons; `null` hides the button. */
interface PanelActions {
  readonly check: () => void;
  readonly retry: (() => void) | null;
  readonly proceed: (() => void) | null;
}

/** The icons, as SVG paths. */
const RING = 'M12 3a9 9 0 1 0 9 9';
const LEAVE = 'M4 12h16m-6-6 6 6-6 6';
const CARD = 'M3 6h18v12H3zm0 4h18';
const OFFLINE = 'm4 4 16 16M3 9q9-7 18 0M7 13q5-4 10 0m-5 5v.1';
const ALARM = 'M12 4 2 20h20zm0 6v4m0 3v.1';
const CIRCLE = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18';
const TICK = `${CIRCLE}m-4 9.5 2.8 2.8 5.7-5.8`;
const CROSS = `${CIRCLE}m-3 6 6 6m0-6-6 6`;
const MINUS = `${CIRCLE}m-4 9h8`;
const PAUSE = `${CIRCLE}m-2 6v6m4-6v6`;
const CLOCK = `${CIRCLE}m0 4v5l3 2`;
const QUESTION = `${CIRCLE}m-2.5 7a2.5 2.5 0 1 1 2.5 2.5v1m0 3v.1`;
const TWICE = 'm2 12 4 4 8-9m-2 8 1 1 8-9';
const SERVER = 'M3 6h18v12H3zm4 3v.1m0 6v.1m4-3h6';
const TAG = 'M4 4h8l8 8-8 8-8-8zm4 4v.1';
const SHEET = 'M6 3h12v18l-3-2-3 2-3-2-3 2z';

const icon = (path: string): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

function content(
  tone: PanelContent['tone'],
  path: string,
  words: Panel,
  ...buttons: (PanelButton | null)[]
): PanelContent {
  return { tone, icon: icon(path), words, buttons: buttons.filter((button) => button !== null) };
}

/** The end of a hold and the time left. @param until milliseconds since 1970 */
function holdNote(until: number | null, texts: Texts, language: Language): string | null {
  const left = until === null ? 0 : (until - Date.now()) / 1000;
  if (until === null || left <= 0) return null;
  const [before, remaining] = texts.heldUntil;
  const end = formatDate(new Date(until), language, 'short');
  return `${before} ${end}, ${remaining} ${formatTerm(left, texts, language)}`;
}

/** True for an error that was first shown while the browser had no network. Coming online must not change its text. */
const offline = new WeakMap<KvitError, boolean>();

/** The reason for a missing answer: too many attempts, no network, or a fault of the signer. */
function noAnswerContent(error: KvitError, texts: Texts, retry: PanelButton | null): PanelContent {
  const { status } = error;
  if (status === 429) return content('ask', CLOCK, texts.busy, retry);
  if (!offline.has(error)) offline.set(error, !navigator.onLine);
  return status === undefined && offline.get(error)
    ? content('bad', OFFLINE, texts.offline, retry)
    : content('bad', SERVER, texts.network, retry);
}

function errorContent(error: KvitError, texts: Texts, retry: PanelButton | null): PanelContent {
  switch (error.code) {
    case 'payment_mismatch':
      return content('bad', CROSS, texts.mismatch);
    case 'already_paid':
      return content('good', TWICE, [texts.alreadyPaid, texts.mismatch[1]]);
    case 'price_changed':
      return content('ask', TAG, texts.changed);
    case 'gateway_unknown':
    case 'gateway_refused':
    case 'refused':
      return content('bad', MINUS, texts.refused, retry);
    case 'not_found':
      return content('bad', `${SHEET}m4 6 4 4m0-4-4 4`, texts.notFound, retry);
    case 'network':
    case 'bad_answer':
    case 'in_progress':
      return noAnswerContent(error, texts, retry);
    // a developer sees these errors first, so the panel shows the message
    case 'bad_order':
    case 'misconfigured':
    case 'signer_forbidden':
    case 'pay_host_forbidden':
      return { ...content('bad', ALARM, texts.misconfigured), details: error.message };
  }
}

/** The states that a cart shows by itself. Without a cart the panel shows them; beside one only screen readers get them. */
function cartContent(name: StateName, texts: Texts, bare: boolean): PanelContent | null {
  if (name === 'submitting') return content(bare ? 'busy' : 'none', RING, [texts.submitting, '']);
  return bare ? content('ask', QUESTION, texts.nothing) : null;
}

/** The panel of a state. It is invisible if the cart beside it shows the state. @param bare true without a cart */
export function statePanel(
  state: CheckoutState,
  cartTexts: Messages,
  language: Language,
  actions: PanelActions,
  bare: boolean,
): TemplateResult {
  const texts: Texts = { ...cartTexts, ...textsIn('payment', paymentRu, language) };
  return panelView(stateContent(state, texts, language, actions) ?? cartContent(state.name, texts, bare));
}

/** The title of a paid order. Without a payment page of this browser, the order was paid before it asked for one. */
const paidTitle = (texts: Texts, { proceed }: PanelActions): string =>
  proceed ? texts.paid[0] : texts.alreadyPaid;

function stateContent(
  state: CheckoutState,
  texts: Texts,
  language: Language,
  actions: PanelActions,
): PanelContent | null {
  const offer = (name: string, words: string, press: (() => void) | null, main = true): PanelButton | null =>
    press && { part: name, words, main, press };
  const check = offer('check', texts.check, actions.check, false);
  const retry = offer('retry', texts.retry, actions.retry);
  const paid = paidTitle(texts, actions);
  switch (state.name) {
    case 'idle':
    case 'submitting':
      return null;
    case 'redirecting':
      return content('calm', LEAVE, [texts.redirecting, ''], offer('back', texts.openPage, actions.proceed));
    case 'away':
      return content('calm', CARD, texts.away, offer('back', texts.back, actions.proceed), check);
    case 'checking':
      return content('busy', RING, texts.checking);
    case 'held':
      return { ...content('calm', PAUSE, texts.held), note: holdNote(state.until, texts, language) };
    case 'paid':
      if (state.receipt === 'coming') return content('good', TICK, [paid, texts.paid[1]]);
      // an error of the cash register is shown in place of the receipt
      return content('good', `${SHEET}m3 8h6`, [paid, texts.receiptLate], check);
    case 'receipt':
      return content('good', `${SHEET}m3 7 2 2 4-4`, [paid, texts.receipt]);
    case 'cancelled':
      return content('ask', MINUS, texts.cancelled, retry);
    case 'failed':
      return content('bad', CROSS, texts.failed, retry);
    case 'unresolved':
      return content('ask', QUESTION, texts.unresolved, check);
    case 'error':
      return errorContent(state.error, texts, retry);
  }
}
