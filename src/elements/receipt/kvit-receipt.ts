import { nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Order } from '../../domain/order/order.ts';
import { receiptStatus } from '../../domain/receipt/receipt-status.ts';
import type { RawReceipt } from '../../domain/contract/wire.ts';
import { adopt } from '../../styles/adopt.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { configuration } from '../base/configuration.ts';
import { awaited, cutOff } from '../base/loading-view.ts';
import { LAZY } from '../base/lazy.ts';
import { KvitElement } from '../base/kvit-element.ts';
import type * as receiptView from './receipt-view.ts';

type View = typeof receiptView;

/**
 * Fiscal receipts: the register's fields, the QR for the tax service, the link to the original, printing.
 *
 * @tagname kvit-receipt
 * @csspart receipt - one receipt
 * @csspart print - the button that prints it
 * @csspart save - the button that makes a file of it
 * @csspart share - the button that hands it to the platform
 */
export class KvitReceipt extends KvitElement {
  static override styles = [tokens, controls];

  static override properties: PropertyDeclarations = {
    items: { attribute: false },
    order: { attribute: false },
    view: { state: true },
    failed: { state: true },
  };

  /** receipts as UrlPay gives them (`items` of its receipt answer) */
  declare items: readonly RawReceipt[];
  /** the order they belong to; its lines are shown, marked as the shop's own words */
  declare order: Order | null;
  /** @internal how receipts are drawn: nobody needs it before paying, so it comes then */
  declare view: View | null;
  /** @internal that part did not load */
  declare failed: boolean;

  constructor() {
    super();
    this.items = [];
    this.order = null;
    this.view = null;
    this.failed = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('items') && !this.view) void this.#load();
  }

  /** a receipt that is still being made is not one yet */
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
    if (!LAZY || !this.failed) return awaited(texts);
    return cutOff(texts, () => void this.#load());
  }
}
