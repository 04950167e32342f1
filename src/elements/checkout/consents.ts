import { html, type TemplateResult } from 'lit';
import type { Consent } from '../../domain/order/consent.ts';
import type { Messages } from '../../i18n/messages/cart-messages.ts';
import { safeLink } from '../base/safe-link.ts';

type Kind = Consent['kind'];

/** The documents of a merchant: addresses and versions. */
interface ConsentDocuments {
  readonly offerUrl: string | null;
  readonly offerVersion: string | null;
  readonly privacyUrl: string | null;
  readonly privacyVersion: string | null;
}

/** The consents that are ticked. A consent with another text or document must be ticked again. */
export type Ticks = Readonly<Partial<Record<Kind, Consent | null>>>;

/** One consent to ask for. */
interface ConsentRequest {
  readonly kind: Kind;
  /** the text before the link */
  readonly before: string;
  /** the text of the link to the document */
  readonly link: string;
  readonly url: string | null;
  readonly version: string | null;
}

/** The offer; the buyer accepts it by paying. */
const offer = (
  { offerUrl: url, offerVersion: version }: ConsentDocuments,
  { offer: [before, link] }: Messages,
): ConsentRequest[] => (url ? [{ kind: 'offer', before, link, url, version }] : []);

/**
 * The consents with a checkbox of their own, which starts empty: processing of personal data, which the law wants apart from other
 * terms (152-FZ, article 9), and regular charges.
 */
function checkboxes(
  { privacyUrl: url, privacyVersion: version }: ConsentDocuments,
  texts: Messages,
  charge: string,
): ConsentRequest[] {
  const [personal, link] = texts.consent;
  const asked: ConsentRequest[] = url
    ? [{ kind: 'personal_data', before: personal, link, url, version }]
    : [];
  const before = `${texts.subscribeConsent}: ${charge}`;
  if (charge) asked.push({ kind: 'subscription', before, link: '', url: null, version: null });
  return asked;
}

/** The text with a link to its document. An unsafe address makes no link. */
function linkedText({ before, link, url }: ConsentRequest): TemplateResult {
  const href = safeLink(url);
  return html`${before} ${href ? html`<a href=${href} target="_blank" rel="noopener">${link}</a>` : link}`;
}

/** The consent as it is sent: the text as shown, its document, and the time of the tick. */
const toConsent = ({ kind, before, link, url, version }: ConsentRequest, at: string | null): Consent => ({
  kind,
  text: `${before} ${link}`.trim(),
  url: safeLink(url),
  version: version || null,
  at,
});

/** The consents of one order: those that are asked for and those that are given. */
export class Consents {
  readonly #offer: readonly ConsentRequest[];
  readonly #boxes: readonly ConsentRequest[];
  readonly #given: readonly (Consent | null)[];

  /**
   * @param charge sum and period of the regular charges as text; `''` for an order that is paid once
   * @param given the consents that are given, now or earlier
   */
  constructor(
    documents: ConsentDocuments,
    texts: Messages,
    charge: string,
    given: readonly (Consent | null)[],
  ) {
    this.#offer = offer(documents, texts);
    this.#boxes = checkboxes(documents, texts, charge);
    this.#given = given;
  }

  /** True if a checkbox is not ticked yet. */
  get missing(): boolean {
    return this.#boxes.some((box) => !this.#tickedAt(box));
  }

  /** The consents to send: the offer, and those that are ticked. */
  get agreed(): readonly Consent[] {
    const ticked = this.#boxes.filter((box) => this.#tickedAt(box));
    return [...this.#offer, ...ticked].map((asked) => toConsent(asked, this.#tickedAt(asked)));
  }

  /** The time of the tick, or `null`. The text and the document must be the same as then. */
  #tickedAt(asked: ConsentRequest): string | null {
    const wanted = JSON.stringify(toConsent(asked, null));
    return this.#given.find((consent) => JSON.stringify({ ...consent, at: null }) === wanted)?.at ?? null;
  }

  /**
   * Shows the checkboxes and the offer.
   *
   * @param tried true if the buyer tried to pay; an empty checkbox then shows an error
   * @param tick called with every change
   */
  view(texts: Messages, tried: boolean, tick: (change: Ticks) => void): TemplateResult {
    return html`${this.#boxes.map((box) => {
      const { kind } = box;
      const ticked = this.#tickedAt(box) !== null;
      const wrong = tried && !ticked;
      const change = ({ target }: Event) => {
        const now = toConsent(box, new Date().toISOString());
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
        /><label for=${kind}>${linkedText(box)}</label>
        <p id="no-${kind}">${wrong ? texts.consentMissing : ''}</p>
      </div>`;
    })}
    ${this.#offer.map((accepted) => html`<p class="note">${linkedText(accepted)}</p>`)}`;
  }
}
