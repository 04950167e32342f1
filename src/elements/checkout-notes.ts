import { html, nothing, type TemplateResult } from 'lit';
import type { Order } from '../domain/order.ts';
import { formatSum } from '../i18n/format.ts';
import type { Language, Messages } from '../i18n/messages.ts';
import { safeLink } from './safe-link.ts';

/** What a subscription costs and how often, said before paying. */
export function subscriptionNote({ subscribe, amount }: Order, texts: Messages, language: Language) {
  if (!subscribe) return nothing;
  return html`<p class="note">
    ${formatSum(amount, language)} ${texts.period[subscribe]}. ${texts.subscription}
  </p>`;
}

/** Abbreviated, so that no language has to decline it. */
function term(seconds: number, [day, hour, minute]: Messages['terms']): string {
  if (seconds >= 86_400) return `${Math.floor(seconds / 86_400)}\u00a0${day}`;
  return seconds >= 3600
    ? `${Math.floor(seconds / 3600)}\u00a0${hour}`
    : `${Math.ceil(seconds / 60)}\u00a0${minute}`;
}

/** That the money is held first, and for how long. */
export function holdNote({ holdTime }: Order, texts: Messages) {
  return holdTime === null ? nothing : html`<p class="note">${texts.hold} ${term(holdTime, texts.terms)}</p>`;
}

export interface Consents {
  readonly texts: Messages;
  readonly offerUrl: string | null;
  readonly privacyUrl: string | null;
  readonly agreed: boolean;
  /** paying was tried without the tick */
  readonly missing: boolean;
  readonly agree: (event: Event) => void;
}

/** Words that lead to a document; only words where its address is none that may be followed. */
function link([before, words]: readonly [string, string], address: string): TemplateResult {
  const href = safeLink(address);
  return html`${before} ${href ? html`<a href=${href} target="_blank" rel="noopener">${words}</a>` : words}`;
}

/** The offer that paying accepts, and apart from it a tick for personal data, which is never set for the buyer. */
export function consents({ texts, offerUrl, privacyUrl, agreed, missing, agree }: Consents): TemplateResult {
  const tick = html`<input
    id="consent"
    type="checkbox"
    .checked=${agreed}
    aria-invalid=${missing ? 'true' : 'false'}
    aria-describedby="missing"
    @change=${agree}
  />`;
  return html`${
    privacyUrl
      ? html`<div class="consent">
          ${tick}<label for="consent">${link(texts.consent, privacyUrl)}</label>
          <p id="missing" role="alert">${missing ? texts.consentMissing : ''}</p>
        </div>`
      : nothing
  }
  ${offerUrl ? html`<p class="note">${link(texts.offer, offerUrl)}</p>` : nothing}`;
}
