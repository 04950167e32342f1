import { nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Order } from '../../domain/order/order.ts';
import { receiptStatus } from '../../domain/receipt/receipt-status.ts';
import type { RawReceipt } from '../../domain/contract/wire.ts';
import { adopt } from '../../styles/adopt.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { configuration } from '../base/configuration.ts';
import { loadFailedView, loadingView } from '../base/loading-view.ts';
import { KvitElement } from '../base/kvit-element.ts';
import type * as receiptView from './receipt-view.ts';
import { internal, property, type PropertiesOf } from '../base/properties.ts';

type View = typeof receiptView;

const properties = {
  /** receipts as UrlPay returns them (`items` of its receipt answer) */
  items: property<readonly RawReceipt[]>([], { attribute: false }),
  /** the paid order; its lines are shown and marked as the shop's own */
  order: property<Order | null>(null, { attribute: false }),
  /** @internal the code that renders receipts; it loads after paying */
  view: internal<View | null>(null),
  /** @internal true if that code failed to load */
  failed: internal(false),
};

export interface KvitReceipt extends PropertiesOf<typeof properties> {}

/**
 * Fiscal receipts: the register's fields, the QR code for the tax service, the link to the original, and buttons to share, save and
 * print.
 *
 * @tagname kvit-receipt
 * @csspart receipt - one receipt
 * @csspart print - the button that prints the receipt
 * @csspart save - the button that saves the receipt as a file
 * @csspart share - the button that shares the receipt
 */
export class KvitReceipt extends KvitElement {
  static override styles = [tokens, controls];

  static override properties: PropertyDeclarations = properties;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('items') && !this.view) void this.#load();
  }

  /** The receipts that are issued or failed. */
  get #issued(): readonly RawReceipt[] {
    return this.items.filter((item) => receiptStatus(item) !== 'pending');
  }

  async #load(): Promise<void> {
    this.failed = false;
    try {
      const view = await import('./receipt-view.ts');
      adopt(this, view.receiptStyles);
      this.view = view;
    } catch {
      this.failed = true;
    }
  }

  protected override render() {
    const { texts, view } = this;
    const items = this.#issued;
    if (items.length === 0) return nothing;
    if (view) {
      const { registerZone = 'Europe/Moscow', seller = {} } = configuration();
      return view.receiptsView(items, {
        texts,
        language: this.shown,
        zone: registerZone,
        seller,
        order: this.order,
      });
    }
    if (!this.failed) return loadingView(texts);
    return loadFailedView(texts, () => void this.#load());
  }
}
