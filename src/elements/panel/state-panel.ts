import { html, type TemplateResult } from 'lit';
import type { KvitError } from '../../domain/errors/kvit-error.ts';
import { formatDate, formatTerm } from '../../i18n/format.ts';
import type { Language, Messages, Panel } from '../../i18n/messages/cart-messages.ts';
import { paymentRu, type PaymentMessages } from '../../i18n/messages/payment-messages.ts';
import type { CheckoutState, StateName } from '../../session/checkout-state.ts';
import { frame, type PanelButton, type PanelParts } from './panel-view.ts';
import { textsIn } from '../base/texts.ts';

type Texts = Messages & PaymentMessages;

/** What the buttons of a panel do; one that is `null` is not offered. */
export interface PanelActions {
  readonly check: () => void;
  readonly retry: (() => void) | null;
  readonly proceed: (() => void) | null;
}

/** What is told, in one stroke each. */
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

function part(
  tone: PanelParts['tone'],
  path: string,
  words: Panel,
  ...buttons: (PanelButton | null)[]
): PanelParts {
  return { tone, icon: icon(path), words, buttons: buttons.filter((button) => button !== null) };
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
function missedParts(error: KvitError, texts: Texts, retry: PanelButton | null): PanelParts {
  const { status } = error;
  if (status === 429) return part('ask', CLOCK, texts.busy, retry);
  if (!offline.has(error)) offline.set(error, !navigator.onLine);
  return status === undefined && offline.get(error)
    ? part('bad', OFFLINE, texts.offline, retry)
    : part('bad', SERVER, texts.network, retry);
}

function errorParts(error: KvitError, texts: Texts, retry: PanelButton | null): PanelParts {
  switch (error.code) {
    case 'payment_mismatch':
      return part('bad', CROSS, texts.mismatch);
    case 'already_paid':
      return part('good', TWICE, [texts.alreadyPaid, texts.mismatch[1]]);
    case 'price_changed':
      return part('ask', TAG, texts.changed);
    case 'gateway_unknown':
    case 'gateway_refused':
    case 'refused':
      return part('bad', MINUS, texts.refused, retry);
    case 'not_found':
      return part('bad', `${SHEET}m4 6 4 4m0-4-4 4`, texts.notFound, retry);
    case 'network':
    case 'bad_answer':
    case 'in_progress':
      return missedParts(error, texts, retry);
    // the developer is the one looking when it happens, so it is told in full
    case 'bad_order':
    case 'misconfigured':
    case 'signer_forbidden':
    case 'pay_host_forbidden':
      return { ...part('bad', ALARM, texts.misconfigured), details: error.message };
  }
}

/** What a cart shows by itself: drawn where there is none, and beside one for a screen reader alone. */
function cartParts(name: StateName, texts: Texts, bare: boolean): PanelParts | null {
  if (name === 'submitting') return part(bare ? 'busy' : 'none', RING, [texts.submitting, '']);
  return bare ? part('ask', QUESTION, texts.nothing) : null;
}

/** A state in its panel, which is not seen where the cart itself shows the state. @param bare there is no cart */
export function statePanel(
  state: CheckoutState,
  own: Messages,
  language: Language,
  does: PanelActions,
  bare: boolean,
): TemplateResult {
  const texts: Texts = { ...own, ...textsIn('payment', paymentRu, language) };
  return frame(stateParts(state, texts, language, does) ?? cartParts(state.name, texts, bare));
}

/** That it is paid, and by which press: an order without a page of this browser's was paid before it asked for one. */
const paidTitle = (texts: Texts, { proceed }: PanelActions): string =>
  proceed ? texts.paid[0] : texts.alreadyPaid;

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
  const paid = paidTitle(texts, does);
  switch (state.name) {
    case 'idle':
    case 'submitting':
      return null;
    case 'redirecting':
      return part('calm', LEAVE, [texts.redirecting, ''], offer('back', texts.openPage, does.proceed));
    case 'away':
      return part('calm', CARD, texts.away, offer('back', texts.back, does.proceed), check);
    case 'checking':
      return part('busy', RING, texts.checking);
    case 'held':
      return { ...part('calm', PAUSE, texts.held), note: holdNote(state.until, texts, language) };
    case 'paid':
      if (state.receipt === 'coming') return part('good', TICK, [paid, texts.paid[1]]);
      // what the register said of a failure is said where the receipt would be
      return part('good', `${SHEET}m3 8h6`, [paid, texts.receiptLate], check);
    case 'receipt':
      return part('good', `${SHEET}m3 7 2 2 4-4`, [paid, texts.receipt]);
    case 'cancelled':
      return part('ask', MINUS, texts.cancelled, retry);
    case 'failed':
      return part('bad', CROSS, texts.failed, retry);
    case 'unresolved':
      return part('ask', QUESTION, texts.unresolved, check);
    case 'error':
      return errorParts(state.error, texts, retry);
  }
}
