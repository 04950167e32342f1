import { html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { readKopecks } from '../../domain/money/money.ts';
import { formatDate, formatSum } from '../../i18n/format.ts';
import type { SignerApi } from '../../signer-client/signer-api.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { awaited, cutOff } from '../base/loading-view.ts';
import { KvitElement } from '../base/kvit-element.ts';
import type { SubscriptionList } from './subscription-list.ts';
import { textsIn } from '../base/texts.ts';

/**
 * The buyer's subscriptions: state, sum, interval, next charge, and a way to end each.
 *
 * @tagname kvit-subscriptions
 * @csspart subscription - one subscription
 * @csspart cancel - the button that ends it
 * @csspart retry - the button that asks the signer again
 */
export class KvitSubscriptions extends KvitElement {
  static override styles = [tokens, controls];

  static override properties: PropertyDeclarations = {
    signer: {},
    list: { state: true },
    failed: { state: true },
  };

  /** path of the merchant's signer, or an object that carries the calls itself */
  declare signer: string | SignerApi;
  /** @internal what is drawn, once its code is there */
  declare list: SubscriptionList | null;
  /** @internal that code did not come */
  declare failed: boolean;

  constructor() {
    super();
    this.signer = '';
    this.list = null;
    this.failed = false;
  }

  /** Asks the signer again. */
  refresh(): void {
    void (this.list?.load() ?? this.#begin());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('signer')) void this.#begin();
  }

  async #begin(): Promise<void> {
    const { signer } = this;
    this.failed = false;
    try {
      const [part, road] = await Promise.all([
        import('./subscription-list.ts'),
        import('../payment/payment-controller.ts'),
      ]);
      if (signer !== this.signer) return;
      if (this.list) this.list.end();
      else part.adoptStyles(this.renderRoot as ShadowRoot);
      const kit = { html, formatDate, formatSum, readKopecks, textsIn, host: this };
      this.list = new part.SubscriptionList(kit, () => road.signerClient(signer).client);
    } catch {
      this.failed = true;
    }
  }

  protected override render(): TemplateResult {
    const { texts, shown, list } = this;
    if (list) return list.view(texts, shown);
    if (!this.failed) return awaited(texts);
    return cutOff(texts, () => this.refresh());
  }
}
