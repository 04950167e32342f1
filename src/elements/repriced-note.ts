import { html, type TemplateResult } from 'lit';
import type { Kopecks } from '../domain/money.ts';
import { formatSum } from '../i18n/format.ts';
import type { Language, Messages } from '../i18n/messages.ts';

/** That the signer has a truer price than the page; the button over it names the new one. */
export function repricedNote(
  before: Kopecks,
  after: Kopecks,
  { repriced: [was, is, agree] }: Messages,
  language: Language,
): TemplateResult {
  return html`<p class="notice" role="alert">
    ${was} <s>${formatSum(before, language)}</s>, ${is} <b>${formatSum(after, language)}</b>. ${agree}
  </p>`;
}
