import type { Currency } from '../../../domain/money/currency.ts';
import type { Kopecks } from '../../../domain/money/money.ts';
import { isFinal, type AttemptState } from './attempt-state.ts';

/** One attempt to pay an order, as a store keeps it. All times are in ms since the epoch. */
export interface Attempt {
  /** the payment's uuid at the gateway: the order's uuid, then `<uuid>.2`, …; sent in one POST at most */
  readonly uuid: string;
  /** the order's uuid */
  readonly order: string;
  /** 1, 2, … within the order; the highest is the current one */
  readonly n: number;
  /** 32 random bytes in base64url that identify the attempt to a browser; a secret, since it gives access to the payment */
  readonly handle: string;
  readonly state: AttemptState;
  /** the order's sum in kopecks */
  readonly amount: Kopecks;
  readonly currency: Currency;
  /** digest of the priced order: the version of the cart */
  readonly digest: string;
  /** the priced order as JSON, in the shape of `OrderAnswer` */
  readonly snapshot: string;
  /** `Idempotency-Key` of the request that made the attempt */
  readonly idempotencyKey: string | null;
  /** digest of the body of that request */
  readonly bodyHash: string | null;
  /** the buyer's consents to this attempt: a JSON list of `KeptConsent`; never changed later */
  readonly consents: string | null;
  /** the payment's id at the gateway */
  readonly gatewayId: number | null;
  /** the payment page's address; `null` while no buyer may get it */
  readonly paymentUrl: string | null;
  /** the gateway's last status integer, documented or not */
  readonly lastStatus: number | null;
  /** end of the lease: until then the request that made the attempt may complete it */
  readonly leaseUntil: number;
  /** time of the last request about the payment; written by compare-and-set before the request */
  readonly checkedAt: number;
  /** time of the gateway's last usable answer */
  readonly seenAt: number;
  /** time of the next check by `reconcile()`; `null` without one */
  readonly dueAt: number | null;
  /** time of the last request for receipts */
  readonly receiptsAt: number;
  /** the last receipts as JSON */
  readonly receipts: string | null;
  /** grows by one with every write; a write succeeds only if it has read the latest version */
  readonly version: number;
  readonly createdAt: number;
  /** time of the last change of state */
  readonly updatedAt: number;
}

/** The fields that `Store.update` may change. Times are in ms since the epoch. */
export type AttemptChange = Partial<
  Pick<
    Attempt,
    | 'state'
    | 'gatewayId'
    | 'paymentUrl'
    | 'lastStatus'
    | 'checkedAt'
    | 'seenAt'
    | 'dueAt'
    | 'receiptsAt'
    | 'receipts'
    | 'updatedAt'
  >
>;

/** Length of a lease in ms: longer than the timeout of `POST /v2/payments`. */
export const LEASE_MS = 15_000;
/** Minimum time in ms between two requests about one payment, however many buyers ask. */
export const THROTTLE_MS = 2_000;

const DAY_MS = 86_400_000;
const LATE_AUTHORISATION_MS = 2 * DAY_MS;

/** Allowed difference in ms between the clocks of two signers: the lease minus the timeout of `POST /v2/payments`. */
export const SKEW_MS = 5_000;

/** True while the lease is valid. A lease that ends too far ahead is invalid: the clock has jumped back since. */
export function isLeased({ state, leaseUntil }: Attempt, now: number): boolean {
  return state === 'CREATING' && now < leaseUntil && leaseUntil - now <= LEASE_MS + SKEW_MS;
}

/** True if `at` is within the throttle of `now`, on either side, since another signer's clock may be ahead. */
export const isRecent = (at: number, now: number): boolean => Math.abs(now - at) < THROTTLE_MS;

/**
 * The time of an attempt's next check: soon while it is new, daily when it is old, since a page may be paid months later.
 */
export function nextDue(state: AttemptState, { createdAt, updatedAt }: Attempt, now: number): number | null {
  if (isFinal(state) || state === 'REJECTED') return null;
  const ended = state === 'CANCELLED' || state === 'FAILED';
  if (ended && now - updatedAt >= LATE_AUTHORISATION_MS) return null;
  return now + Math.min(Math.max((now - createdAt) / 20, THROTTLE_MS), DAY_MS);
}
