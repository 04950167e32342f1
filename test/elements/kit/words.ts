import { paymentRu } from '../../../src/i18n/messages/payment-messages.ts';
import { ru } from '../../../src/i18n/languages/ru.ts';

/** What the elements say in Russian, so that a test asks for the right message and not for its wording. */
export const words = { ...ru, ...paymentRu };
