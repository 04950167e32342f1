import { setTimeout as sleep } from 'node:timers/promises';

const STEP = 50;

/** Milliseconds of an idle machine. */
export const PATIENCE = 60_000;

/**
 * Asks until the answer is neither undefined nor false, and gives up with undefined. The limit is a number of questions, so a machine
 * that answers slowly has more time.
 *
 * @param patience how long the questions take on a machine that answers at once
 */
export async function poll<T>(
  ask: () => Promise<T | undefined | false>,
  patience = PATIENCE,
): Promise<T | undefined> {
  for (let left = Math.ceil(patience / STEP); ; left -= 1) {
    // A page that is on its way elsewhere refuses questions.
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined && answer !== false) return answer;
    if (left <= 0) return undefined;
    await sleep(STEP);
  }
}
