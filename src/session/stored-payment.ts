import type { Claim } from '../domain/order/claim.ts';
import { fieldsOf } from '../domain/reading/fields.ts';
import { isHeaderText } from '../signer-client/header-text.ts';

/** What a browser keeps of one order's payment, so that it survives the redirect, a reload and a closed tab. */
export interface StoredPayment {
  readonly uuid: string;
  /** the Idempotency-Key of the last press */
  readonly key: string;
  /** whether that press has had an answer; without one the payment may exist all the same */
  readonly answered: boolean;
  /** what was asked for, so that the return page can ask again without a cart */
  readonly claim: Claim;
  /** what was asked for when the payment of that `id` was made, where a newer press may ask for something else */
  readonly made?: Claim | undefined;
  /** the signer's name of the payment: of the last one made, also while a newer press is under way */
  readonly id: string | null;
  readonly paymentUrl: string | null;
  /** when it was pressed, milliseconds since 1970 */
  readonly at: number;
}

/** Storage is outside: another version, another script or the buyer may have written there. */
export function readStoredPayment(found: unknown): StoredPayment | null {
  const { uuid, key, answered, claim, id, paymentUrl, at } = fieldsOf(found);
  const claimed = fieldsOf(claim);
  const sound =
    typeof uuid === 'string' &&
    isHeaderText(key) &&
    typeof answered === 'boolean' &&
    claimed.uuid === uuid &&
    Array.isArray(claimed.items) &&
    (id === null || isHeaderText(id)) &&
    (paymentUrl === null || typeof paymentUrl === 'string') &&
    Number.isSafeInteger(at);
  return sound ? (found as StoredPayment) : null;
}

/** What a press begins with. */
export interface Press {
  readonly claim: Claim;
  /** the key to use unless an older press is still without an answer */
  readonly key: string;
  readonly at: number;
}

/** What is to be paid. When a box was ticked differs from press to press and asks for nothing else. */
const substance = (claim: Claim): string => JSON.stringify({ ...claim, consents: undefined });

/**
 * The record of a press, written before its request goes out. The key stays the same while the same claim has had no
 * answer, so that a press after a broken connection finds the payment the first one may have made. With the key the claim
 * stays, to the letter: a signer refuses a key that comes with other bytes.
 */
export function recordPress(last: StoredPayment | null, { claim, key, at }: Press): StoredPayment {
  const open = last && !last.answered && substance(last.claim) === substance(claim) ? last : { key, claim };
  return {
    id: null,
    paymentUrl: null,
    ...last,
    uuid: claim.uuid,
    key: open.key,
    answered: false,
    claim: open.claim,
    at,
  };
}

/** The record when a press has made a payment: what it asked for belongs to that one from now on. */
export const recordCreation = (record: StoredPayment, id: string): StoredPayment => ({
  ...record,
  id,
  made: record.claim,
});

/**
 * The record when a press hears of a payment that is paid already: its page must not be offered any more, and what it was for is
 * known only where this browser made it.
 */
export const recordEarlierPayment = (record: StoredPayment, id: string): StoredPayment => ({
  ...record,
  id,
  made: id === record.id ? record.made : undefined,
  paymentUrl: null,
});
