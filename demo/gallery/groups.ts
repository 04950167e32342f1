import { OUTCOMES, RETURNS } from './scenes-after.ts';
import { BEFORE } from './scenes-before.ts';
import { FAULTS } from './scenes-faults.ts';
import { SUBSCRIPTIONS } from './scenes-subscriptions.ts';
import type { Scene } from './scene.ts';

/** The scenes of each section of the page. */
export const GROUPS: Readonly<Record<string, readonly Scene[]>> = {
  before: BEFORE,
  outcomes: OUTCOMES,
  returns: RETURNS,
  subscriptions: SUBSCRIPTIONS,
  faults: FAULTS,
};

/** These advance the clock of the whole page, so they run before any other scene waits. */
const FIRST = new Set(['receipt-late', 'unresolved']);
/** This one makes the whole page look offline, so it runs when the other scenes are done. */
const LAST = new Set(['offline']);

/** Plays the scenes in an order in which they do not disturb one another. */
export async function playInRounds<Shown extends { readonly scene: Scene }>(
  all: readonly Shown[],
  play: (one: Shown) => Promise<void> | undefined,
): Promise<void> {
  const round = ({ scene: { id } }: Shown): number => (FIRST.has(id) ? 0 : LAST.has(id) ? 2 : 1);
  for (const number of [0, 1, 2])
    await Promise.all(all.filter((one) => round(one) === number).map(async (one) => play(one)));
}
