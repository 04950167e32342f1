import type { Claim } from '../../domain/order/claim.ts';
import type { StoredPayment } from './stored-payment.ts';

/** One press of the pay button. */
export interface Press {
  readonly claim: Claim;
  /** the key to use unless an older press has no answer yet */
  readonly key: string;
  /** milliseconds since 1970 */
  readonly at: number;
}

/** The content of a claim as text. The time of a consent differs from press to press and does not count. */
const contentOf = (claim: Claim): string => JSON.stringify({ ...claim, consents: undefined });

/**
 * The record of a press, stored before its request is sent.
 *
 * The key stays the same while the same claim has no answer, so that a press after a broken connection finds the payment that the
 * first one may have made. The claim stays with its key byte by byte: a signer refuses a key that comes with another body.
 */
export function recordPress(last: StoredPayment | null, { claim, key, at }: Press): StoredPayment {
  const repeated = last && !last.answered && contentOf(last.claim) === contentOf(claim);
  const asked = repeated ? last : { key, claim };
  return {
    id: null,
    paymentUrl: null,
    ...last,
    uuid: claim.uuid,
    key: asked.key,
    answered: false,
    claim: asked.claim,
    at,
  };
}

/** The record after a press has made the payment `id`: its claim now belongs to that payment. */
export const recordCreation = (record: StoredPayment, id: string): StoredPayment => ({
  ...record,
  id,
  made: record.claim,
});

/**
 * The record after a press has learned of the payment `id` that is already paid. Its page is not offered any more, and its claim is
 * known only if this browser made it.
 */
export const recordEarlierPayment = (record: StoredPayment, id: string): StoredPayment => ({
  ...record,
  id,
  made: id === record.id ? record.made : undefined,
  paymentUrl: null,
});
