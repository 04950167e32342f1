import type { ModeCode } from '../../domain/codes/modes.ts';
import type { SubjectCode } from '../../domain/codes/subjects.ts';
import type { UnitCode } from '../../domain/codes/units.ts';
import type { Messages } from './cart-messages.ts';
import type { PaymentMessages } from './payment-messages.ts';
import type { FiscalMessages, ReceiptMessages } from './receipt-messages.ts';
import type { SubscriptionMessages } from './subscription-messages.ts';

/** The texts of a language by the part of the elements that shows them. */
export interface TextParts {
  readonly cart: Messages;
  readonly payment: PaymentMessages;
  readonly receipt: ReceiptMessages;
  readonly subscriptions: SubscriptionMessages;
  readonly fiscal: FiscalMessages;
}

/** The names of codes in a language. */
export interface CodeNames {
  /** `measurement_unit` (FFD tag 2108), in the form after a quantity; 255 has no name */
  readonly units: Readonly<Record<Exclude<UnitCode, 255>, string>>;
  /** `payment_subject` (FFD tag 1212) */
  readonly subjects: Readonly<Record<SubjectCode, string>>;
  /** `payment_mode` (FFD tag 1214) */
  readonly modes: Readonly<Record<ModeCode, string>>;
}

/**
 * A language other than Russian. A missing or misspelt key does not compile.
 *
 * The law names fiscal fields, subjects and modes in Russian, so a language may omit them.
 */
export type Pack = Omit<TextParts, 'fiscal'> &
  Partial<Pick<TextParts, 'fiscal'>> &
  Pick<CodeNames, 'units'> &
  Partial<Pick<CodeNames, 'subjects' | 'modes'>>;

/** A merchant's own names of codes. */
export type CodeTexts = {
  readonly [Part in keyof CodeNames]?: Readonly<Record<number, string>>;
};

/** Every text that a merchant may replace. */
export type Texts = Messages &
  PaymentMessages &
  ReceiptMessages &
  FiscalMessages &
  SubscriptionMessages &
  CodeTexts;
