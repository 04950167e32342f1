import type { Claim } from '../domain/claim.ts';
import { isHeaderText } from '../signer/header-text.ts';

/** What a browser keeps of one order's payment, so that it survives the redirect, a reload and a closed tab. */
export interface Remembered {
  readonly uuid: string;
  /** the Idempotency-Key of the last press */
  readonly key: string;
  /** whether that press has had an answer; without one the payment may exist all the same */
  readonly answered: boolean;
  /** what was asked for, so that the return page can ask again without a cart */
  readonly claim: Claim;
  /** the signer's name of the payment: of the last one made, also while a newer press is under way */
  readonly id: string | null;
  readonly paymentUrl: string | null;
  /** when it was written, milliseconds since 1970 */
  readonly at: number;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Storage is outside: another version, another script or the buyer may have written there. */
export function readRemembered(text: string | null): Remembered | null {
  let value: unknown;
  try {
    value = JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  const { uuid, key, answered, claim, id, paymentUrl, at } = value;
  if (typeof uuid !== 'string' || !isHeaderText(key) || !Number.isSafeInteger(at)) return null;
  if (typeof answered !== 'boolean') return null;
  if (id !== null && !isHeaderText(id)) return null;
  if (paymentUrl !== null && typeof paymentUrl !== 'string') return null;
  if (!isObject(claim) || claim.uuid !== uuid || !Array.isArray(claim.items)) return null;
  return { uuid, key, answered, claim: claim as unknown as Claim, id, paymentUrl, at: at as number };
}

/** What a press begins with. */
export interface Press {
  readonly claim: Claim;
  /** the key to use unless an older press is still without an answer */
  readonly key: string;
  readonly at: number;
}

/**
 * The record of a press, written before its request goes out. The key stays the same while the same claim has had no
 * answer, so that a press after a broken connection finds the payment the first one may have made.
 */
export function rememberPress(last: Remembered | null, { claim, key, at }: Press): Remembered {
  const open = last && !last.answered && JSON.stringify(last.claim) === JSON.stringify(claim);
  return {
    uuid: claim.uuid,
    key: open ? last.key : key,
    answered: false,
    claim,
    id: last?.id ?? null,
    paymentUrl: last?.paymentUrl ?? null,
    at,
  };
}
