/**
 * What a buyer can read before paying. A language is one object of each part's type, so a missing text does not
 * compile. Sums and names are set beside the words, never into them, so that a merchant's own words need no code.
 */
export interface Messages {
  readonly cart: string;
  readonly empty: string;
  readonly loading: string;
  readonly total: string;
  /** a count stands before it */
  readonly lines: Plural;
  /** a VAT rate follows: the tax inside the total, or the sum that has none in it */
  readonly including: string;
  readonly sumOf: string;
  /** the tax's name, which a rate follows, and the words for none */
  readonly vat: string;
  readonly noVat: string;
  readonly details: string;
  readonly subject: string;
  readonly mode: string;
  readonly productCode: string;
  readonly country: string;
  readonly customs: string;
  readonly excise: string;
  /** the name of a line follows, here and in the next three */
  readonly quantity: string;
  readonly fewer: string;
  readonly more: string;
  readonly remove: string;
  readonly badQuantity: string;
  /** the largest quantity follows */
  readonly quantityLimit: string;
  /** a sum follows, here and in the next */
  readonly pay: string;
  readonly subscribe: string;
  readonly period: { readonly Day: string; readonly Week: string; readonly Month: string };
  /** a date follows: the first charge is now, the next one then */
  readonly nextCharge: string;
  /** how to end a subscription */
  readonly cancelAnyTime: string;
  /** a time follows, in one of the three units after it */
  readonly hold: string;
  readonly day: Plural;
  readonly hour: Plural;
  readonly minute: Plural;
  /** the words before the link, and the link */
  readonly offer: readonly [string, string];
  readonly consent: readonly [string, string];
  readonly subscribeConsent: string;
  readonly consentMissing: string;
  readonly submitting: string;
  readonly network: Panel;
  readonly retry: string;
  /** what `kvit-button` says, and the button that closes what it opens */
  readonly buy: string;
  readonly close: string;
}

/** A state in words: what it is, and what it means for the buyer. */
export type Panel = readonly [title: string, text: string];

/** Words that follow a number, by the language's plural rules. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** Russian is built in; the others come when a page asks for them. Uzbek in Latin letters, Chinese in simplified ones. */
export type Language = 'ru' | 'en' | 'kk' | 'be' | 'hy' | 'ky' | 'uz' | 'zh';
