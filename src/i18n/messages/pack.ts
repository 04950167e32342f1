import type { Messages } from './cart-messages.ts';
import type { FiscalMessages, ReceiptMessages } from './receipt-messages.ts';
import type { RoadMessages } from './payment-messages.ts';
import type { SubscriptionMessages } from './subscription-messages.ts';

/** Names by their codes, in the order of the codes. */
export type CodeNames = Readonly<Record<number, string>>;

/**
 * A language: every part's texts in the order of the Russian ones, since the build leaves the keys out. What the law
 * names in Russian may stay Russian: without `fiscal`, `subjects` or `modes` it does.
 */
export interface Pack {
  readonly cart: Messages;
  readonly road: RoadMessages;
  readonly receipt: ReceiptMessages;
  readonly subscriptions: SubscriptionMessages;
  readonly units: CodeNames;
  readonly fiscal?: FiscalMessages;
  readonly subjects?: CodeNames;
  readonly modes?: CodeNames;
}

/** Names of codes that a merchant has put in place of ours. */
export interface CodeTexts {
  /** of `measurement_unit`, as they stand behind a quantity */
  readonly units?: CodeNames;
  /** of `payment_subject` */
  readonly subjects?: CodeNames;
  /** of `payment_mode` */
  readonly modes?: CodeNames;
}

/** Every text that a merchant may replace. */
export type Texts = Messages &
  RoadMessages &
  ReceiptMessages &
  FiscalMessages &
  SubscriptionMessages &
  CodeTexts;
