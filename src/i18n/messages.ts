/**
 * What a buyer can read before paying. A locale is one object of this type, so a missing text does not compile. Sums
 * and names are set beside the words, never into them, so that a merchant's own words need no code.
 */
export interface Messages {
  readonly cart: string;
  readonly empty: string;
  readonly loading: string;
  readonly total: string;
  /** a VAT rate follows: the tax inside the total, or the sum that has none in it */
  readonly including: string;
  readonly sumOf: string;
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
  /** a sum follows, here and in the next */
  readonly pay: string;
  readonly subscribe: string;
  readonly period: { readonly Day: string; readonly Week: string; readonly Month: string };
  /** stands after the sum and the period */
  readonly subscription: string;
  /** a time follows */
  readonly hold: string;
  /** day, hour, minute, abbreviated */
  readonly terms: readonly [string, string, string];
  /** the words before the link, and the link */
  readonly offer: readonly [string, string];
  readonly consent: readonly [string, string];
  readonly consentMissing: string;
  readonly submitting: string;
  /** the old sum follows the first, the new one the second */
  readonly repriced: readonly [string, string];
  readonly network: Panel;
  readonly notFound: Panel;
  readonly misconfigured: Panel;
  readonly retry: string;
}

/** A state in words: what it is, and what it means for the buyer. */
export type Panel = readonly [title: string, text: string];

export type Language = 'ru' | 'en';
