import { html, type TemplateResult } from 'lit';
import type { Consent } from '../../domain/order/consent.ts';
import type { Messages } from '../../i18n/messages/cart-messages.ts';
import { safeLink } from '../base/safe-link.ts';

type Kind = Consent['kind'];

/** What a merchant asks a buyer to agree to. */
export interface Documents {
  readonly offerUrl: string | null;
  readonly offerVersion: string | null;
  readonly privacyUrl: string | null;
  readonly privacyVersion: string | null;
}

/** What was ticked; other words, or another document, have to be ticked anew. */
export type Ticks = Readonly<Partial<Record<Kind, Consent | null>>>;

/** One thing to agree to: the words, and those of them that lead to its document. */
interface Asked {
  readonly kind: Kind;
  readonly before: string;
  readonly link: string;
  readonly url: string | null;
  readonly version: string | null;
}

/** The offer, which paying accepts. */
const offer = (
  { offerUrl: url, offerVersion: version }: Documents,
  { offer: [before, link] }: Messages,
): Asked[] => (url ? [{ kind: 'offer', before, link, url, version }] : []);

/** What has a box of its own, never ticked for the buyer: personal data, since the law wants it apart, and regular charges. */
function boxes(
  { privacyUrl: url, privacyVersion: version }: Documents,
  texts: Messages,
  charge: string,
): Asked[] {
  const [personal, link] = texts.consent;
  const asked: Asked[] = url ? [{ kind: 'personal_data', before: personal, link, url, version }] : [];
  const before = `${texts.subscribeConsent}: ${charge}`;
  if (charge) asked.push({ kind: 'subscription', before, link: '', url: null, version: null });
  return asked;
}

/** Words that lead to a document; only words where its address is none that may be followed. */
function words({ before, link, url }: Asked): TemplateResult {
  const href = safeLink(url);
  return html`${before} ${href ? html`<a href=${href} target="_blank" rel="noopener">${link}</a>` : link}`;
}

/** The words as they are shown, and the document they lead to. */
const consent = ({ kind, before, link, url, version }: Asked, at: string | null): Consent => ({
  kind,
  text: `${before} ${link}`.trim(),
  url: safeLink(url),
  version: version || null,
  at,
});

/** What is asked of the buyer of one order, and what was agreed to. */
export class Consents {
  readonly #offer: readonly Asked[];
  readonly #boxes: readonly Asked[];
  readonly #given: readonly (Consent | null)[];

  /**
   * @param charge what is charged regularly, in words; none for an order that is paid once
   * @param given what has been agreed to, now or before
   */
  constructor(documents: Documents, texts: Messages, charge: string, given: readonly (Consent | null)[]) {
    this.#offer = offer(documents, texts);
    this.#boxes = boxes(documents, texts, charge);
    this.#given = given;
  }

  /** whether a box is still to be ticked */
  get missing(): boolean {
    return this.#boxes.some((box) => !this.#at(box));
  }

  /** what the buyer agrees to by paying: the offer, and what was ticked */
  get agreed(): readonly Consent[] {
    const ticked = this.#boxes.filter((box) => this.#at(box));
    return [...this.#offer, ...ticked].map((asked) => consent(asked, this.#at(asked)));
  }

  /** when it was ticked */
  #at(asked: Asked): string | null {
    const sought = JSON.stringify(consent(asked, null));
    return this.#given.find((one) => JSON.stringify({ ...one, at: null }) === sought)?.at ?? null;
  }

  /**
   * @param tried paying was tried: a box without its tick says so, at the box
   * @param tick hears of every change
   */
  view(texts: Messages, tried: boolean, tick: (change: Ticks) => void): TemplateResult {
    return html`${this.#boxes.map((box) => {
      const { kind } = box;
      const ticked = this.#at(box) !== null;
      const wrong = tried && !ticked;
      const change = ({ target }: Event) => {
        const now = consent(box, new Date().toISOString());
        tick({ [kind]: (target as HTMLInputElement).checked ? now : null });
      };
      return html`<div class="consent">
        <input
          id=${kind}
          type="checkbox"
          aria-required="true"
          .checked=${ticked}
          aria-invalid=${wrong ? 'true' : 'false'}
          aria-describedby="no-${kind}"
          @change=${change}
        /><label for=${kind}>${words(box)}</label>
        <p id="no-${kind}">${wrong ? texts.consentMissing : ''}</p>
      </div>`;
    })}
    ${this.#offer.map((accepted) => html`<p class="note">${words(accepted)}</p>`)}`;
  }
}
