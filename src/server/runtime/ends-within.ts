import type { World } from './world.ts';

/**
 * Waits for the merchant's own code, which may never come to an end, but no longer than `ms`; after that it goes on by itself.
 *
 * @returns whether it came to its end in time
 * @throws what it throws in time
 */
export async function endsWithin(
  ms: number,
  work: Promise<unknown>,
  sleep: World['sleep'],
): Promise<boolean> {
  const over = new AbortController();
  const late = sleep(ms, over.signal).then(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    over.abort();
  }
}
