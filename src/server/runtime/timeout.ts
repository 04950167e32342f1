import type { World } from './world.ts';

/**
 * Waits up to `ms` for the merchant's own code, which may hang. The work itself is not stopped.
 *
 * @returns true if the work finished in time
 * @throws the error of the work, if it fails in time
 */
export async function finishesWithin(
  ms: number,
  work: Promise<unknown>,
  sleep: World['sleep'],
): Promise<boolean> {
  const finished = new AbortController();
  const late = sleep(ms, finished.signal).then(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    finished.abort();
  }
}
