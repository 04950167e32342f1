/** The kinds of consent that a buyer may have to give before paying. */
export type ConsentKind = 'offer' | 'personal_data' | 'subscription';

/**
 * One consent of a buyer, as the page showed it.
 *
 * Since 2025-09-01 Russian law (152-FZ) requires a separate consent to personal data, and the shop has to prove it later: keep the
 * date, the time and the text.
 */
export interface Consent {
  readonly kind: ConsentKind;
  /** the exact text that the buyer agreed to */
  readonly text: string;
  /** address of the document that the text links to */
  readonly url?: string | null;
  /** version of that document, in the shop's own numbering */
  readonly version?: string | null;
  /** time of the tick by the browser's clock (ISO 8601, UTC); missing for a consent that the press itself gives */
  readonly at?: string | null;
}
