import { OUTCOMES, RETURNS } from './scenes-after.ts';
import { BEFORE } from './scenes-before.ts';
import { FAULTS } from './scenes-faults.ts';
import { SUBSCRIPTIONS } from './scenes-subscriptions.ts';
import type { Scene } from './scene.ts';

/** Every scene by the section of the page that it hangs in. */
export const GROUPS: Readonly<Record<string, readonly Scene[]>> = {
  before: BEFORE,
  outcomes: OUTCOMES,
  returns: RETURNS,
  subscriptions: SUBSCRIPTIONS,
  faults: FAULTS,
};

/** These let time pass, or the network be gone, for the whole page, so they come before anybody else waits for something. */
const EARLY = new Set(['receipt-late', 'unresolved', 'offline']);

export const isEarly = ({ id }: Scene): boolean => EARLY.has(id);
