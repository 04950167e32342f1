import type { PropertyDeclarations, PropertyValues, TemplateResult } from 'lit';
import type { SignerApi } from '../../signer-client/signer-api.ts';
import { adopt } from '../../styles/adopt.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { KvitElement } from '../base/kvit-element.ts';
import { loadFailedView, loadingView } from '../base/loading-view.ts';
import { internal, property, type PropertiesOf } from '../base/properties.ts';
import { loadPaymentCode } from '../payment/payment-loader.ts';
import type { SubscriptionList } from './subscription-list.ts';

const properties = {
  /** path of the merchant's signer on this origin, or an object that makes the calls itself */
  signer: property<string | SignerApi>(''),
  /** @internal the list, once its code has loaded */
  list: internal<SubscriptionList | null>(null),
  /** @internal true if that code failed to load */
  failed: internal(false),
};

export interface KvitSubscriptions extends PropertiesOf<typeof properties> {}

/**
 * The buyer's subscriptions: state, sum, interval and next charge, with a button that cancels each.
 *
 * @tagname kvit-subscriptions
 * @csspart subscription - one subscription
 * @csspart cancel - the button that cancels the subscription
 * @csspart retry - the button that tries again
 */
export class KvitSubscriptions extends KvitElement {
  static override styles = [tokens, controls];

  static override properties: PropertyDeclarations = properties;

  /** Loads the list again. A failure shows a message and a button that tries again. */
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
      const [code, { signerClient }] = await Promise.all([
        import('./subscription-list.ts'),
        loadPaymentCode(),
      ]);
      if (signer !== this.signer) return;
      if (this.list) this.list.end();
      else adopt(this, code.subscriptionStyles);
      this.list = new code.SubscriptionList(this, () => signerClient(signer).client);
    } catch {
      this.failed = true;
    }
  }

  protected override render(): TemplateResult {
    const { texts, shown, list } = this;
    if (list) return list.view(texts, shown);
    if (!this.failed) return loadingView(texts);
    return loadFailedView(texts, () => this.refresh());
  }
}
