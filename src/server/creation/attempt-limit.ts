import { rateLimited } from '../http/problem.ts';
import type { Rate } from '../runtime/token-bucket.ts';
import type { Attempt } from '../store/records/attempt.ts';

/**
 * Limits the new payment pages of one order. Asking again for an existing page does not count.
 *
 * @throws {HttpProblem} 429 `rate_limited`
 */
export function limitAttempts(attempts: readonly Attempt[], rate: Rate | false, now: number): void {
  if (rate === false) return;
  const ages = attempts.map(({ createdAt }) => now - createdAt).filter((age) => age >= 0);
  // there is room again when this attempt is old enough
  const age = ages.toSorted((a, b) => a - b)[rate.most - 1];
  if (age !== undefined && age < rate.within) {
    throw rateLimited(rate.within - age, 'This order has had too many payment pages in a short time.');
  }
}
