import { setTimeout as sleep } from 'node:timers/promises';

const STEP = 50;

/** Asks until the answer is neither undefined nor false, or the time is over; then undefined. */
export async function poll<T>(
  ask: () => Promise<T | undefined | false>,
  timeout: number,
): Promise<T | undefined> {
  const deadline = Date.now() + timeout;
  for (;;) {
    // A page on its way elsewhere refuses questions: that is a "not yet".
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() >= deadline) return undefined;
    await sleep(STEP);
  }
}
