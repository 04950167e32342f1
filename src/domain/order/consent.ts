/** What a buyer may have to agree to before paying. */
export type ConsentKind = 'offer' | 'personal_data' | 'subscription';

/**
 * One consent of a buyer, as the page showed it.
 *
 * Since 2025-09-01 Russian law wants the consent to personal data apart from any other, and who asks for it has to show later who
 * agreed to what: keep the date, the time and the text.
 */
export interface Consent {
  readonly kind: ConsentKind;
  /** the very words the buyer agreed to */
  readonly text: string;
  /** of the document behind the words */
  readonly url?: string | null;
  /** of that document, as the shop counts */
  readonly version?: string | null;
  /** when the box was ticked, by the browser's clock (ISO 8601, UTC); none for a consent that the press itself gives */
  readonly at?: string | null;
}
