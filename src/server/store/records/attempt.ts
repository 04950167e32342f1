import type { Currency } from '../../../domain/money/currency.ts';
import type { Kopecks } from '../../../domain/money/money.ts';
import { isFinal, type AttemptState } from './attempt-state.ts';

/** One attempt to have an order paid, as a store keeps it. All times in ms since the epoch. */
export interface Attempt {
  /** what the gateway knows it by: the order's uuid, then `<uuid>.2`, …; POSTed at most once, ever */
  readonly uuid: string;
  /** the order's uuid */
  readonly order: string;
  /** 1, 2, … within the order; the highest is the current one */
  readonly n: number;
  /** 32 random bytes that name the attempt to a browser; whoever has it may read the payment */
  readonly handle: string;
  readonly state: AttemptState;
  readonly amount: Kopecks;
  readonly currency: Currency;
  /** of what was priced: the version of the cart */
  readonly digest: string;
  /** the priced order as JSON, in the shape of `OrderAnswer` */
  readonly snapshot: string;
  readonly idempotencyKey: string | null;
  /** of the request that carried the key */
  readonly bodyHash: string | null;
  /** what the buyer agreed to with the press that made this attempt: a JSON list of `KeptConsent`; written once */
  readonly consents: string | null;
  readonly gatewayId: number | null;
  /** set only while the page may be released */
  readonly paymentUrl: string | null;
  /** the gateway's last integer as it came, published or not */
  readonly lastStatus: number | null;
  /** until when its creator may still succeed */
  readonly leaseUntil: number;
  /** when the gateway was last asked; claimed by compare-and-set before asking */
  readonly checkedAt: number;
  /** when the gateway last gave a usable answer */
  readonly seenAt: number;
  /** when `reconcile()` shall look again; `null` when it need not */
  readonly dueAt: number | null;
  /** when the gateway was last asked for receipts */
  readonly receiptsAt: number;
  /** the last receipts as JSON */
  readonly receipts: string | null;
  /** grows by one with every write; a write names the version it has read */
  readonly version: number;
  readonly createdAt: number;
  /** when the state last changed */
  readonly updatedAt: number;
}

/** What a write may change. */
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

/** How long a creator may take, in ms: longer than the create call's own timeout. */
export const LEASE_MS = 15_000;
/** At most one question about a payment in this time, in ms, however many ask. */
export const THROTTLE_MS = 2_000;

const DAY_MS = 86_400_000;
const LATE_AUTHORISATION_MS = 2 * DAY_MS;

/** How far apart the clocks of two signers may be, in ms: what a lease is longer than the create call's timeout. */
export const SKEW_MS = 5_000;

/** A lease much further away than any lease is long comes from a clock that jumped back: it does not hold. */
export function isLeased({ state, leaseUntil }: Attempt, now: number): boolean {
  return state === 'CREATING' && now < leaseUntil && leaseUntil - now <= LEASE_MS + SKEW_MS;
}

/** Whether `at` is less than the throttle away, on either side: another signer's clock may go ahead of ours. */
export const isRecent = (at: number, now: number): boolean => Math.abs(now - at) < THROTTLE_MS;

/**
 * When to look at an attempt again: soon while it is young, daily when it is old, since a page left open can be paid months later.
 */
export function nextDue(state: AttemptState, { createdAt, updatedAt }: Attempt, now: number): number | null {
  if (isFinal(state) || state === 'REJECTED') return null;
  const ended = state === 'CANCELLED' || state === 'FAILED';
  if (ended && now - updatedAt >= LATE_AUTHORISATION_MS) return null;
  return now + Math.min(Math.max((now - createdAt) / 20, THROTTLE_MS), DAY_MS);
}
