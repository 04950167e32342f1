/**
 * The texts before paying. A language has one object for each part, so a missing text does not compile. Sums and names stand
 * beside a text and never inside it, so that a merchant's own text needs no placeholders.
 */
export interface Messages {
  readonly cart: string;
  readonly empty: string;
  readonly loading: string;
  readonly total: string;
  /** follows a number */
  readonly lines: Plural;
  /** precedes a VAT rate: the tax inside the total; `sumOf` is the sum of a code without VAT */
  readonly including: string;
  readonly sumOf: string;
  /** name of the tax, before a rate; `noVat` replaces it for goods without VAT */
  readonly vat: string;
  readonly noVat: string;
  readonly details: string;
  readonly subject: string;
  readonly mode: string;
  readonly productCode: string;
  readonly country: string;
  readonly customs: string;
  readonly excise: string;
  /** precedes the name of a line, as do the next three */
  readonly quantity: string;
  readonly fewer: string;
  readonly more: string;
  readonly remove: string;
  readonly badQuantity: string;
  /** precedes the largest quantity */
  readonly quantityLimit: string;
  /** precedes a sum, as does the next */
  readonly pay: string;
  readonly subscribe: string;
  readonly period: { readonly Day: string; readonly Week: string; readonly Month: string };
  /** precedes the date of the second charge; the first is now */
  readonly nextCharge: string;
  /** says how to cancel a subscription */
  readonly cancelAnyTime: string;
  /** precedes a term in one of the next three units */
  readonly hold: string;
  readonly day: Plural;
  readonly hour: Plural;
  readonly minute: Plural;
  /** the text before the link, and the text of the link */
  readonly offer: readonly [string, string];
  readonly consent: readonly [string, string];
  readonly subscribeConsent: string;
  readonly consentMissing: string;
  readonly submitting: string;
  readonly network: Panel;
  readonly retry: string;
  /** label of `kvit-button`; `close` names the button that closes its dialog */
  readonly buy: string;
  readonly close: string;
}

/** The text of a state: its name, and its meaning for the buyer. */
export type Panel = readonly [title: string, text: string];

/** The forms of a noun after a number, by the plural categories of the language (CLDR). */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** A language of the elements. Russian is built in; the others load on demand. Uzbek is in Latin script, Chinese in simplified characters. */
export type Language = 'ru' | 'en' | 'kk' | 'be' | 'hy' | 'ky' | 'uz' | 'zh';
