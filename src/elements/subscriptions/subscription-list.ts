import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import { formatDate, formatSum } from '../../i18n/format.ts';
import type { Language, Messages } from '../../i18n/messages/cart-messages.ts';
import { subscriptionRu, type SubscriptionMessages } from '../../i18n/messages/subscription-messages.ts';
import { readBuyerSubscriptions, type BuyerSubscription } from '../../signer-client/buyer-subscriptions.ts';
import type { SignerClient } from '../../signer-client/signer-client.ts';
import { textsIn } from '../base/texts.ts';

export { subscriptionStyles } from './subscription-list.styles.ts';

type Texts = Messages & SubscriptionMessages;

/** The steps of a cancellation: the question, the call, and its result. */
type Step = 'confirm' | 'busy' | 'done' | 'failed';

/** The message of an error that only a developer can correct; `null` for any other error. */
const detailsOf = ({ code, message }: KvitError): string | null =>
  code === 'misconfigured' || code === 'signer_forbidden' ? message : null;

const noRoute = (): KvitError =>
  new KvitError(
    'misconfigured',
    'the signer has no route for subscriptions; set the option `subscriptions` of createSigner',
  );

/** The list of a buyer's subscriptions. It loads whenever its element is put on a page. */
export class SubscriptionList implements ReactiveController {
  readonly #host: LitElement;
  readonly #client: () => SignerClient;
  #items: readonly BuyerSubscription[] | null = null;
  #fault: KvitError | null = null;
  readonly #steps = new Map<string, Step>();
  #request = new AbortController();

  /** @param client returns the signer's client, or throws a `KvitError`, e.g. `misconfigured` */
  constructor(host: LitElement, client: () => SignerClient) {
    this.#host = host;
    this.#client = client;
    host.addController(this);
  }

  hostConnected(): void {
    void this.load();
  }

  hostDisconnected(): void {
    this.#request.abort();
  }

  /** Ends the list, because another signer's list replaces it. */
  end(): void {
    this.#request.abort();
    this.#host.removeController(this);
  }

  /** Loads the list. The old one stays until the new one is there. */
  async load(): Promise<void> {
    this.#request.abort();
    const { signal } = (this.#request = new AbortController());
    this.#fault = null;
    this.#changed();
    try {
      const body = await this.#client().getSubscriptions({ signal });
      if (signal.aborted) return;
      if (body === undefined) throw noRoute();
      const items = readBuyerSubscriptions(body);
      if (!items) throw new KvitError('bad_answer', 'the signer’s answer is not a list of subscriptions');
      this.#items = items;
    } catch (error) {
      if (signal.aborted) return;
      const fault = error as KvitError;
      this.#fault = fault.code === 'not_found' ? noRoute() : fault;
      console.warn(`kvit: ${this.#fault.code}: ${this.#fault.message}`);
    }
    this.#changed();
  }

  async #cancel(id: string): Promise<void> {
    // a second press does nothing; the button is not disabled, because that would remove its focus
    if (this.#steps.get(id) === 'busy') return;
    this.#setStep(id, 'busy');
    let ended = false;
    try {
      // the call continues after the element is removed, because the buyer has confirmed it
      const answer = await this.#client().cancelSubscription(id, new AbortController());
      ended = (answer as { success?: unknown } | undefined)?.success === true;
    } catch {
      // the subscription may be cancelled all the same; the list shows it
    }
    if (ended) this.#setStep(id, 'done');
    // after a removal, or with another signer, this list is not shown
    if (!this.#request.signal.aborted) await this.load();
    if (!ended) this.#setStep(id, 'failed');
  }

  #changed(): void {
    this.#host.requestUpdate();
  }

  #setStep(id: string, step: Step | null): void {
    if (step) this.#steps.set(id, step);
    else this.#steps.delete(id);
    this.#changed();
  }

  /** The view of the list. @param cartTexts the texts of the element around it */
  view(cartTexts: Messages, language: Language): TemplateResult {
    const texts: Texts = { ...cartTexts, ...textsIn('subscriptions', subscriptionRu, language) };
    const items = this.#items;
    const fault = this.#fault;
    const details = fault && detailsOf(fault);
    return html`<section aria-label=${texts.subscriptions} tabindex="-1">
      ${
        fault
          ? html`<p role="alert">${texts.network[0]}</p>
              ${details && html`<pre lang="en">${details}</pre>`} ${details ? null : this.#retry(texts)}`
          : items
            ? null
            : html`<p class="loading" role="status">${texts.loading}</p>`
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

  #retry({ retry }: Texts): TemplateResult {
    return html`<button type="button" class="main" part="retry" @click=${() => void this.load()}>
      ${retry}
    </button>`;
  }

  #item(item: BuyerSubscription, texts: Texts, language: Language): TemplateResult {
    const step = this.#steps.get(item.id);
    const state = step === 'done' ? 'ended' : item.state;
    const sum = item.amount === null ? '' : formatSum(item.amount, language);
    const charge = `${sum} ${item.interval ? texts.period[item.interval] : ''}`.trim();
    const rows: [string, Date | null][] = [
      [texts.since, item.since],
      [texts.next, state === 'ended' ? null : item.next],
    ];
    return html`<li part="subscription" class=${state}>
      <h3>${item.description} <span class="state">${texts[state]}</span></h3>
      ${charge && html`<p>${charge}</p>`}
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

  #actions({ id, description }: BuyerSubscription, step: Step | undefined, texts: Texts): TemplateResult {
    if (step !== 'confirm' && step !== 'busy') {
      return html`${step === 'failed' ? html`<p class="problem" role="alert">${texts.unsubscribeFailed}</p>` : null}
        <div class="actions">
          <button
            type="button"
            part="cancel"
            aria-label="${texts.unsubscribe}: ${description}"
            @click=${this.#confirm(id, true)}
          >
            ${texts.unsubscribe}
          </button>
        </div>`;
    }
    const busy = step === 'busy' ? 'true' : 'false';
    const keep = this.#confirm(id, false);
    const question = `sure-${id.replaceAll(/\W/g, '-')}`;
    return html`<div
      class="actions"
      role="group"
      aria-label="${texts.unsubscribe}: ${description}"
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && void keep(event)}
    >
      <p class="sure" id=${question}>${texts.unsubscribeSure}</p>
      <button type="button" part="cancel" aria-disabled=${busy} @click=${() => void this.#cancel(id)}>
        ${texts.unsubscribeYes}
      </button>
      <button
        type="button"
        class="main keep"
        aria-disabled=${busy}
        aria-describedby=${question}
        @click=${keep}
      >
        ${texts.unsubscribeNo}
      </button>
    </div>`;
  }

  /** Shows or hides the question. The focus goes to the answer "keep", and then back to the button that cancels. */
  #confirm(id: string, asking: boolean) {
    return async ({ currentTarget }: Event): Promise<void> => {
      if (this.#steps.get(id) === 'busy') return;
      const item = (currentTarget as Element).closest('li');
      this.#setStep(id, asking ? 'confirm' : null);
      await this.#host.updateComplete;
      item?.querySelector<HTMLElement>(asking ? '.keep' : '[part="cancel"]')?.focus();
    };
  }
}
