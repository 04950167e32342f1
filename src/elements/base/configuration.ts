import type { LineRules } from '../../domain/order/line.ts';
import { vatTable, type VatRate } from '../../domain/codes/vat.ts';
import { setLanguageBase } from '../../i18n/language-base.ts';
import type { Language } from '../../i18n/messages/cart-messages.ts';
import type { Texts } from '../../i18n/messages/pack.ts';

/** The seller. The gateway's receipt does not name it, so a receipt shows it marked as the shop's own words. */
export interface Seller {
  readonly name?: string;
  readonly inn?: string;
  readonly address?: string;
  /** e.g. `УСН доход` */
  readonly taxSystem?: string;
}

export interface Configuration {
  /** origins, beside the page's own, that a signer may live on */
  readonly signers?: readonly string[];
  /** hosts, beside UrlPay's own, that a payment page may live on, as `URL.host` spells them */
  readonly payHosts?: readonly string[];
  /** VAT codes that UrlPay gave you and this version does not know */
  readonly vatRates?: readonly VatRate[];
  /** the IANA zone of the cash register's clock; Europe/Moscow unless told otherwise */
  readonly registerZone?: string;
  /** texts in place of ours */
  readonly messages?: Partial<Record<Language, Partial<Texts>>>;
  readonly seller?: Seller;
  /**
   * Where `kvit.global.js` finds the files of languages other than Russian and English, e.g. `/assets/kvit/`. Without it they lie
   * where `data-kvit-base` on the script's element says, else beside the script. The module build knows where its files are.
   */
  readonly base?: string;
}

/** The full address of a folder. @throws {TypeError} if it is not one */
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
let used = false;

/**
 * Sets what HTML may not: call it once, before the first element mounts.
 *
 * @throws {TypeError} when it is too late, or an option is wrong
 */
export function configure(wishes: Configuration): void {
  if (used) throw new TypeError('configure() is for once, before the first kvit element');
  vatTable(wishes.vatRates);
  const odd = wishes.signers?.find((origin) => new URL(origin).origin !== origin);
  if (odd) throw new TypeError(`signers: ${odd} is not an origin`);
  const base = wishes.base === undefined ? null : baseAddress(wishes.base);
  used = true;
  current = wishes;
  if (base) setLanguageBase(base);
}

/** What was configured. Reading it closes the door for {@link configure}. */
export function configuration(): Configuration {
  used = true;
  return current;
}

export function lineRules(): LineRules {
  rules ??= { vat: vatTable(configuration().vatRates), register: 'configure({vatRates})' };
  return rules;
}
