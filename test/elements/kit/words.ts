import { paymentRu } from '../../../src/i18n/messages/payment-messages.ts';
import { ru } from '../../../src/i18n/languages/ru.ts';

/** The Russian texts of the elements, so that tests check the message and not its wording. */
export const words = { ...ru, ...paymentRu };
