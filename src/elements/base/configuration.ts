import type { LineRules } from '../../domain/order/line.ts';
import { vatTable, type VatRate } from '../../domain/codes/vat.ts';
import { setLanguageBase } from '../../i18n/language-base.ts';
import type { Language } from '../../i18n/messages/cart-messages.ts';
import type { Texts } from '../../i18n/messages/pack.ts';

/** The seller, as text. The gateway's receipt does not name the seller, so a receipt marks these fields as the shop's own. */
export interface Seller {
  /** e.g. `ООО «Булочная»` (FFD tag 1048) */
  readonly name?: string;
  /** 10 or 12 digits (FFD tag 1018) */
  readonly inn?: string;
  /** address of the sale (FFD tag 1009) */
  readonly address?: string;
  /** e.g. `УСН доход` (FFD tag 1055) */
  readonly taxSystem?: string;
}

/** The options of {@link configure}. */
export interface Configuration {
  /** origins that may serve a signer, besides the page's own; e.g. `https://pay.shop.example` */
  readonly signers?: readonly string[];
  /** hosts that may serve a payment page, besides UrlPay's own, as `URL.host` spells them */
  readonly payHosts?: readonly string[];
  /** VAT codes that UrlPay gave you and this version does not have (FFD tag 1199) */
  readonly vatRates?: readonly VatRate[];
  /** IANA zone of the cash register's clock; `Europe/Moscow` by default */
  readonly registerZone?: string;
  /** your texts by language; each replaces one of ours */
  readonly messages?: Partial<Record<Language, Partial<Texts>>>;
  /** shown on receipts */
  readonly seller?: Seller;
  /**
   * Folder of the language files of `kvit.global.js`, e.g. `/assets/kvit/`. By default `data-kvit-base` of the script's element
   * names it, else the files lie beside the script. The module build ignores it.
   */
  readonly base?: string;
}

/** The absolute address of a folder. @throws {TypeError} if it is not an http or https address */
function baseAddress(base: string): string {
  try {
    const { protocol, href } = new URL(base.replace(/\/?$/, '/'), location.href);
    if (/^https?:$/.test(protocol)) return href;
  } catch {
    // reported below
  }
  throw new TypeError(`base: ${base} is not an http or https address`);
}

let current: Configuration = {};
let rules: LineRules | null = null;
let locked = false;

/**
 * Sets the options that HTML must not set. Call it once, before the first element mounts. A call that throws changes nothing.
 *
 * @throws {TypeError} if an element has mounted, if the options are set already, or if one of them is wrong
 */
export function configure(options: Configuration): void {
  if (locked) throw new TypeError('call configure() once, before the first kvit element mounts');
  vatTable(options.vatRates);
  const wrong = options.signers?.find((origin) => new URL(origin).origin !== origin);
  if (wrong) throw new TypeError(`signers: ${wrong} is not an origin`);
  const base = options.base === undefined ? null : baseAddress(options.base);
  locked = true;
  current = options;
  if (base) setLanguageBase(base);
}

/** The options. After the first read {@link configure} throws. */
export function configuration(): Configuration {
  locked = true;
  return current;
}

/** The rules for the lines of an order: the VAT codes, and the option that adds one. */
export function lineRules(): LineRules {
  rules ??= { vat: vatTable(configuration().vatRates), register: 'configure({vatRates})' };
  return rules;
}
