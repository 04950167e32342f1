import type { html as Html, TemplateResult } from 'lit';
import type { formatDate, formatSum } from '../i18n/format.ts';
import type { Language, Messages } from '../i18n/messages.ts';
import { subscriptionRu, type SubscriptionMessages } from '../i18n/subscription-messages.ts';
import type { HttpSigner } from '../signer/http-signer.ts';
import type { Signer, SignerCall } from '../signer/signer.ts';
import type { SignerClient } from '../signer/signer-client.ts';
import { readSubscriptions, type ReadKopecks, type Subscription } from '../signer/subscriptions.ts';
import type { textsIn } from './texts.ts';

/** What the list takes from the element: it imports nothing of the script at run time, so both builds load one file. */
export interface Kit {
  readonly html: typeof Html;
  readonly formatDate: typeof formatDate;
  readonly formatSum: typeof formatSum;
  readonly readKopecks: ReadKopecks;
  readonly textsIn: typeof textsIn;
  /** something is to be drawn anew */
  readonly changed: () => void;
}

type Texts = Messages & SubscriptionMessages;

/** Where one subscription stands between "cancel" and the signer's answer. */
type Step = 'sure' | 'busy' | 'done' | 'failed';

const css = String.raw;

const SHEET = css`
  ul {
    display: grid;
    gap: var(--_gap);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: grid;
    gap: 8px;
    padding: var(--_gap);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }

  h3,
  p,
  dl,
  dd {
    margin: 0;
  }

  h3 {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 4px 16px;
    font-size: 1rem;
  }

  .state {
    color: var(--_muted);
    font-weight: 400;
  }

  .active .state {
    color: var(--_success);
  }

  dl div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
  }

  dt,
  .sure {
    color: var(--_muted);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .problem {
    color: var(--_danger);
  }

  .loading {
    min-height: 132px;
    border-radius: var(--_radius);
    background: var(--_sunken);
    padding: var(--_gap);
  }
`;

export function adoptStyles(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SHEET);
  root.adoptedStyleSheets.push(sheet);
}

const isHttp = (signer: Signer): signer is HttpSigner => 'call' in signer;

const list = (signer: Signer, call: SignerCall) =>
  isHttp(signer) ? signer.call('/subscriptions', call) : signer.getSubscriptions?.(call);

const end = (id: string) => (signer: Signer, call: SignerCall) =>
  isHttp(signer)
    ? signer.call(`/subscriptions/${encodeURIComponent(id)}`, { ...call, method: 'DELETE' })
    : signer.cancelSubscription?.(id, call);

/** A buyer's subscriptions: asked for, shown, ended. */
export class SubscriptionList {
  readonly #kit: Kit;
  readonly #open: () => SignerClient;
  #items: readonly Subscription[] | null = null;
  #missed = false;
  readonly #steps = new Map<string, Step>();
  #asking = new AbortController();

  /** @param open gives the signer's client, or throws `misconfigured` */
  constructor(kit: Kit, open: () => SignerClient) {
    this.#kit = kit;
    this.#open = open;
  }

  stop(): void {
    this.#asking.abort();
  }

  /** Asks the signer; a list that is shown stays until the new one is there. */
  async load(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.#missed = false;
    this.#kit.changed();
    try {
      const body = await this.#open().ask(list, signal);
      if (signal.aborted) return;
      const items = readSubscriptions(body, this.#kit.readKopecks);
      if (!items) throw new Error('the signer’s answer is no list of subscriptions');
      this.#items = items;
    } catch (error) {
      if (signal.aborted) return;
      const { code = 'bad_answer', message } = error as { code?: string; message: string };
      console.warn(`kvit: ${code}: ${message}`);
      this.#missed = true;
    }
    this.#kit.changed();
  }

  async #cancel(id: string): Promise<void> {
    this.#move(id, 'busy');
    try {
      const answer = await this.#open().ask(end(id), new AbortController().signal);
      if ((answer as { success?: unknown } | undefined)?.success !== true) throw new Error('not ended');
      this.#move(id, 'done');
      await this.load();
    } catch {
      // it may be ended all the same: only the signer's list can tell
      this.#move(id, 'failed');
      await this.load();
    }
  }

  #move(id: string, step: Step | null): void {
    if (step) this.#steps.set(id, step);
    else this.#steps.delete(id);
    this.#kit.changed();
  }

  view(own: Messages, language: Language): TemplateResult {
    const { html, textsIn } = this.#kit;
    const texts: Texts = { ...own, ...textsIn(subscriptionRu, 'subscriptions', language) };
    const items = this.#items;
    return html`<section aria-label=${texts.subscriptions} tabindex="-1">
      ${
        this.#missed
          ? html`<p role="alert">${texts.network[0]}</p>
              <button type="button" class="main" part="retry" @click=${() => void this.load()}>
                ${texts.retry}
              </button>`
          : items
            ? null
            : html`<p class="loading" role="status">${texts.subscriptionsLoading}</p>`
      }
      ${items?.length === 0 ? html`<p role="status">${texts.noSubscriptions}</p>` : null}
      ${
        items &&
        html`<ul>
          ${items.map((item) => this.#item(item, texts, language))}
        </ul>`
      }
    </section>`;
  }

  #item(item: Subscription, texts: Texts, language: Language): TemplateResult {
    const { html, formatDate, formatSum } = this.#kit;
    const step = this.#steps.get(item.id);
    const state = step === 'done' ? 'ended' : item.state;
    const every = item.interval ? texts.period[item.interval] : '';
    const rows: [string, Date | null][] = [
      [texts.since, item.since],
      [texts.next, state === 'ended' ? null : item.next],
    ];
    return html`<li part="subscription" class=${state}>
      <h3>${item.description} <span class="state">${texts[state]}</span></h3>
      <p>${item.amount === null ? '' : formatSum(item.amount, language)} ${every}</p>
      <dl>
        ${rows.map(
          ([term, date]) =>
            date &&
            html`<div>
              <dt>${term}</dt>
              <dd>${formatDate(date, language)}</dd>
            </div>`,
        )}
      </dl>
      <p role="status" class="note">
        ${step === 'done' ? texts.unsubscribed : step === 'busy' ? texts.unsubscribing : ''}
      </p>
      ${state === 'ended' ? null : this.#actions(item, step, texts)}
    </li>`;
  }

  #actions({ id, description }: Subscription, step: Step | undefined, texts: Texts): TemplateResult {
    const { html } = this.#kit;
    if (step !== 'sure' && step !== 'busy') {
      return html`${step === 'failed' ? html`<p class="problem" role="alert">${texts.unsubscribeFailed}</p>` : null}
        <div class="actions">
          <button
            type="button"
            part="cancel"
            aria-label="${texts.unsubscribe}: ${description}"
            @click=${this.#ask(id)}
          >
            ${texts.unsubscribe}
          </button>
        </div>`;
    }
    const busy = step === 'busy';
    return html`<div class="actions" role="group" aria-label="${texts.unsubscribe}: ${description}">
      <p class="sure">${texts.unsubscribeSure}</p>
      <button type="button" part="cancel" ?disabled=${busy} @click=${() => void this.#cancel(id)}>
        ${texts.unsubscribeYes}
      </button>
      <button type="button" class="main keep" ?disabled=${busy} @click=${() => this.#move(id, null)}>
        ${texts.unsubscribeNo}
      </button>
    </div>`;
  }

  /** The question gets the focus on the answer that changes nothing. */
  #ask(id: string) {
    return ({ currentTarget }: Event): void => {
      const root = (currentTarget as Element).getRootNode() as ShadowRoot;
      this.#move(id, 'sure');
      requestAnimationFrame(() => root.querySelector<HTMLElement>('.keep')?.focus());
    };
  }
}
