/** What a buyer can read before paying. A locale is one object of this type, so a missing text does not compile. */
export interface Messages {
  readonly order: string;
  readonly cart: string;
  readonly empty: string;
  readonly loading: string;
  readonly total: string;
  readonly vatOf: (vat: string) => string;
  readonly details: string;
  readonly subject: string;
  readonly mode: string;
  readonly productCode: string;
  readonly country: string;
  readonly customs: string;
  readonly excise: string;
  readonly quantityOf: (name: string) => string;
  readonly fewer: (name: string) => string;
  readonly more: (name: string) => string;
  readonly remove: (name: string) => string;
  readonly badQuantity: string;
  readonly pay: (sum: string) => string;
  readonly subscribePay: (sum: string) => string;
  readonly period: { readonly Day: string; readonly Week: string; readonly Month: string };
  readonly subscription: (sum: string, period: string) => string;
  readonly hold: (term: string) => string;
  /** day, hour, minute, abbreviated */
  readonly terms: readonly [string, string, string];
  readonly offer: string;
  readonly offerLink: string;
  readonly consent: string;
  readonly consentLink: string;
  readonly consentMissing: string;
  readonly submitting: string;
  readonly nothing: Panel;
  readonly repriced: (before: string, after: string) => string;
  readonly network: Panel;
  readonly notFound: Panel;
  readonly misconfigured: Panel;
  readonly retry: string;
}

/** A state in words: what it is, and what it means for the buyer. */
export interface Panel {
  readonly title: string;
  readonly text: string;
}

export type Language = 'ru' | 'en';
