import type { Item } from '../../domain/order/item.ts';

/**
 * One cart line as HTML, for pages without their own JavaScript. It renders nothing: the `kvit-checkout`, `kvit-cart` or
 * `kvit-button` around it reads its attributes.
 *
 * @tagname kvit-item
 * @attr description - name of the goods, 1 to 128 characters (FFD tag 1030)
 * @attr quantity - up to 3 decimals, more than 0 (tag 1023)
 * @attr price - roubles with VAT, up to 2 decimals (tag 1079)
 * @attr vat-code - UrlPay's VAT code, 0 to 7 (tag 1199)
 * @attr payment-subject - 1 to 26 without 18 (tag 1212)
 * @attr payment-mode - 1 to 7 (tag 1214)
 * @attr measurement-unit - 0 to 255, one of the 24 published (tag 2108)
 * @attr product-code - up to 32 bytes (tag 1163)
 * @attr country-of-origin-code - 3 digits or 2 letters (tag 1230)
 * @attr customs-declaration-number - 1 to 32 characters (tag 1231)
 * @attr excise - roubles with 2 decimals (tag 1229)
 */
export class KvitItem extends (globalThis.HTMLElement ?? Object) {
  connectedCallback(): void {
    this.hidden = true;
  }
}

/** The `kvit-item` elements inside an element as items in the API's names. The values are unchecked text. */
export function readItems(element: Element): Item[] {
  return Array.from(element.querySelectorAll('kvit-item'), ({ attributes }) => {
    const fields = Array.from(attributes, ({ name, value }) => [name.replaceAll('-', '_'), value]);
    return Object.fromEntries(fields) as Item;
  });
}
