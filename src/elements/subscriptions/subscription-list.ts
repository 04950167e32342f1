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

/** Where one subscription stands between "cancel" and the signer's answer. */
type Step = 'sure' | 'busy' | 'done' | 'failed';

/** Faults that only a developer can mend are told in full, as everywhere. */
const detailsOf = ({ code, message }: KvitError): string | null =>
  code === 'misconfigured' || code === 'signer_forbidden' ? message : null;

const noRoute = (): KvitError =>
  new KvitError(
    'misconfigured',
    'the signer has no subscriptions; give createSigner the option `subscriptions`',
  );

/** A buyer's subscriptions. It asks for them whenever its element is put on a page, shows them and ends them. */
export class SubscriptionList implements ReactiveController {
  readonly #host: LitElement;
  readonly #open: () => SignerClient;
  #items: readonly BuyerSubscription[] | null = null;
  #fault: KvitError | null = null;
  readonly #steps = new Map<string, Step>();
  #asking = new AbortController();

  /** @param open gives the signer's client, or throws `misconfigured` */
  constructor(host: LitElement, open: () => SignerClient) {
    this.#host = host;
    this.#open = open;
    host.addController(this);
  }

  hostConnected(): void {
    void this.load();
  }

  hostDisconnected(): void {
    this.#asking.abort();
  }

  /** Another signer's list takes its place. */
  end(): void {
    this.#asking.abort();
    this.#host.removeController(this);
  }

  /** Asks the signer; a list that is shown stays until the new one is there. */
  async load(): Promise<void> {
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.#fault = null;
    this.#changed();
    try {
      const body = await this.#open().getSubscriptions({ signal });
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
    // one press is enough; the button is not disabled, since that would take the focus from it
    if (this.#steps.get(id) === 'busy') return;
    this.#move(id, 'busy');
    let ended = false;
    try {
      // it goes on when the element is gone: whoever said yes meant it
      const answer = await this.#open().cancelSubscription(id, new AbortController());
      ended = (answer as { success?: unknown } | undefined)?.success === true;
    } catch {
      // it may be ended all the same: only the signer's list can tell
    }
    if (ended) this.#move(id, 'done');
    // off the page, or with another signer, nobody looks at this list any more
    if (!this.#asking.signal.aborted) await this.load();
    if (!ended) this.#move(id, 'failed');
  }

  #changed(): void {
    this.#host.requestUpdate();
  }

  #move(id: string, step: Step | null): void {
    if (step) this.#steps.set(id, step);
    else this.#steps.delete(id);
    this.#changed();
  }

  view(own: Messages, language: Language): TemplateResult {
    const texts: Texts = { ...own, ...textsIn('subscriptions', subscriptionRu, language) };
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
    if (step !== 'sure' && step !== 'busy') {
      return html`${step === 'failed' ? html`<p class="problem" role="alert">${texts.unsubscribeFailed}</p>` : null}
        <div class="actions">
          <button
            type="button"
            part="cancel"
            aria-label="${texts.unsubscribe}: ${description}"
            @click=${this.#ask(id, true)}
          >
            ${texts.unsubscribe}
          </button>
        </div>`;
    }
    const busy = step === 'busy' ? 'true' : 'false';
    const keep = this.#ask(id, false);
    const sure = `sure-${id.replaceAll(/\W/g, '-')}`;
    return html`<div
      class="actions"
      role="group"
      aria-label="${texts.unsubscribe}: ${description}"
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && void keep(event)}
    >
      <p class="sure" id=${sure}>${texts.unsubscribeSure}</p>
      <button type="button" part="cancel" aria-disabled=${busy} @click=${() => void this.#cancel(id)}>
        ${texts.unsubscribeYes}
      </button>
      <button type="button" class="main keep" aria-disabled=${busy} aria-describedby=${sure} @click=${keep}>
        ${texts.unsubscribeNo}
      </button>
    </div>`;
  }

  /** The question gets the focus on the answer that changes nothing, and gives it back to what asked it. */
  #ask(id: string, sure: boolean) {
    return async ({ currentTarget }: Event): Promise<void> => {
      if (this.#steps.get(id) === 'busy') return;
      const item = (currentTarget as Element).closest('li');
      this.#move(id, sure ? 'sure' : null);
      await this.#host.updateComplete;
      item?.querySelector<HTMLElement>(sure ? '.keep' : '[part="cancel"]')?.focus();
    };
  }
}
