import type { Claim } from '../../domain/order/claim.ts';
import { fieldsOf } from '../../domain/reading/fields.ts';
import { isHeaderText } from '../../signer-client/header-text.ts';

/** One order's payment as the browser stores it, so that it survives the redirect, a reload and a closed tab. */
export interface StoredPayment {
  readonly uuid: string;
  /** the Idempotency-Key of the last press */
  readonly key: string;
  /** false while that press has no answer: the payment may exist all the same */
  readonly answered: boolean;
  /** the claim of the last press, so that the return page can pay again without a cart */
  readonly claim: Claim;
  /** the claim that the payment `id` was made with, when a newer press may claim something else */
  readonly made?: Claim | undefined;
  /** the signer's name of the last payment made, also while a newer press is under way; `null` before the first */
  readonly id: string | null;
  readonly paymentUrl: string | null;
  /** time of the press, milliseconds since 1970 */
  readonly at: number;
}

/** Payments are kept for a week, so that a receipt still opens a few days later. Milliseconds. */
const LIFE = 7 * 24 * 3_600_000;

/** @param now milliseconds since 1970 */
export const isExpired = ({ at }: StoredPayment, now: number): boolean => at <= now - LIFE;

const isClaimOf = (uuid: unknown, value: unknown): boolean => {
  const claim = fieldsOf(value);
  return claim.uuid === uuid && Array.isArray(claim.items);
};

/**
 * Checks a payment read from storage, where another version, another script or the buyer may have written.
 *
 * The claim's lines and the payment page's address are checked where they are used, by the order's rules and by `payPage`.
 *
 * @param found parsed JSON
 * @returns `null` when a field is missing or of another type
 */
export function readStoredPayment(found: unknown): StoredPayment | null {
  const { uuid, key, answered, claim, made, id, paymentUrl, at } = fieldsOf(found);
  const sound =
    typeof uuid === 'string' &&
    isHeaderText(key) &&
    typeof answered === 'boolean' &&
    isClaimOf(uuid, claim) &&
    (made === undefined || isClaimOf(uuid, made)) &&
    (id === null || isHeaderText(id)) &&
    (paymentUrl === null || typeof paymentUrl === 'string') &&
    Number.isSafeInteger(at);
  return sound ? (found as StoredPayment) : null;
}
