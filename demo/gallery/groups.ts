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

/** These let time pass for the whole page, so they come before anybody else waits for something. */
const FIRST = new Set(['receipt-late', 'unresolved']);
/** This one takes the network from the whole page, so it comes when nobody else asks for anything. */
const LAST = new Set(['offline']);

/** Brings scenes into their states, in an order in which they do not disturb one another. */
export async function playInRounds<Hung extends { readonly scene: Scene }>(
  hung: readonly Hung[],
  play: (one: Hung) => Promise<void> | undefined,
): Promise<void> {
  const round = ({ scene: { id } }: Hung): number => (FIRST.has(id) ? 0 : LAST.has(id) ? 2 : 1);
  for (const number of [0, 1, 2])
    await Promise.all(hung.filter((one) => round(one) === number).map(async (one) => play(one)));
}
