import type { LineRules } from '../../domain/order/line.ts';
import { vatTable, type VatRate } from '../../domain/codes/vat.ts';
import type { Language } from '../../i18n/messages/cart-messages.ts';
import type { Texts } from '../../i18n/messages/pack.ts';

/** Who sells; the gateway's receipt does not say, so a receipt shows it marked as the shop's own words. */
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
  used = true;
  current = wishes;
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
