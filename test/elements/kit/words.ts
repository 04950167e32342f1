import { roadRu } from '../../../src/i18n/road-messages.ts';
import { ru } from '../../../src/i18n/ru.ts';

/** What the elements say in Russian, so that a test asks for the right message and not for its wording. */
export const words = { ...ru, ...roadRu };
