import type { Claim } from '../domain/claim.ts';

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
const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';

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
  if (typeof uuid !== 'string' || typeof key !== 'string' || !Number.isSafeInteger(at)) return null;
  if (typeof answered !== 'boolean') return null;
  if (!isTextOrNull(id) || !isTextOrNull(paymentUrl)) return null;
  if (!isObject(claim) || claim.uuid !== uuid || !Array.isArray(claim.items)) return null;
  return { uuid, key, answered, claim: claim as unknown as Claim, id, paymentUrl, at: at as number };
}
