import { html, type TemplateResult } from 'lit';
import type { Consent } from '../domain/consent.ts';
import type { Messages } from '../i18n/messages.ts';
import { safeLink } from './safe-link.ts';

type Kind = Consent['kind'];

/** What a merchant asks a buyer to agree to. */
export interface Documents {
  readonly offerUrl: string | null;
  readonly offerVersion: string | null;
  readonly privacyUrl: string | null;
  readonly privacyVersion: string | null;
}

/** What was ticked in so many words, and when (ISO 8601); other words, or another document, have to be ticked anew. */
interface Tick {
  readonly words: string;
  readonly at: string;
}

export type Ticks = Readonly<Partial<Record<Kind, Tick | null>>>;

/** One thing to agree to: the words, and those of them that lead to its document. */
export interface Asked {
  readonly kind: Kind;
  readonly before: string;
  readonly link: string;
  readonly url: string | null;
  readonly version: string | null;
}

/** One thing that was agreed to, and when it was ticked. */
export interface Agreed extends Asked {
  readonly at: string | undefined;
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

const wordsOf = ({ before, url, version }: Asked): string => `${before} ${url} ${version}`;

/** What is asked of the buyer of one order, and what was agreed to. */
export class Consents {
  readonly #offer: readonly Asked[];
  readonly #boxes: readonly Asked[];
  readonly #ticks: Ticks;

  /** @param charge what is charged regularly, in words; none for an order that is paid once */
  constructor(documents: Documents, texts: Messages, charge: string, ticks: Ticks) {
    this.#offer = offer(documents, texts);
    this.#boxes = boxes(documents, texts, charge);
    this.#ticks = ticks;
  }

  /** whether a box is still to be ticked */
  get missing(): boolean {
    return this.#boxes.some((box) => !this.#at(box));
  }

  /** what the buyer agrees to by paying: the offer, and what was ticked */
  get agreed(): readonly Agreed[] {
    const ticked = this.#boxes.filter((box) => this.#at(box));
    return [...this.#offer, ...ticked].map((asked) => ({ ...asked, at: this.#at(asked) }));
  }

  #at(asked: Asked): string | undefined {
    const tick = this.#ticks[asked.kind];
    return tick?.words === wordsOf(asked) ? tick.at : undefined;
  }

  /**
   * @param tried paying was tried: a box without its tick says so, at the box
   * @param tick hears of every change
   */
  view(texts: Messages, tried: boolean, tick: (change: Ticks) => void): TemplateResult {
    return html`${this.#boxes.map((box) => {
      const { kind } = box;
      const ticked = this.#at(box) !== undefined;
      const wrong = tried && !ticked;
      const change = ({ target }: Event) => {
        const now = { words: wordsOf(box), at: new Date().toISOString() };
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
