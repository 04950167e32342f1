import { KvitError, type KvitErrorCode, type Signer } from '../../src/index.ts';

/** What a signer says to each question; what is not given is never answered. */
export interface Script {
  readonly create?: () => Promise<unknown>;
  /** UrlPay's number of a payment's status */
  readonly status?: number;
  /** till when a hold lasts, from now. Milliseconds */
  readonly heldFor?: number;
  readonly mismatch?: boolean;
  readonly receipts?: readonly unknown[];
  readonly order?: () => Promise<unknown>;
}

/** No answer, ever. */
export const never = (): Promise<never> => new Promise(() => undefined);

/** A refusal as a merchant's own signer throws it. */
export const refuse =
  (code: KvitErrorCode, more: Readonly<Record<string, unknown>> = {}) =>
  (): Promise<never> =>
    Promise.reject(Object.assign(new Error(code), { code, ...more }));

/** No answer at all. */
export const offline = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));

/** What a signer, or a guard before it, says to somebody who asks too often. */
export const busy = (): Promise<never> =>
  Promise.reject(new KvitError('network', 'too many requests', { status: 429 }));

const created = async () => ({ success: true, id: 'gallery', paymentUrl: 'https://urlpay.io/gallery' });

/** A signer inside the page: it plays one part and asks nobody. */
export function scriptedSigner(script: Script = {}): Signer {
  const { create = created, order = never, status, heldFor, mismatch = false, receipts } = script;
  const until = heldFor && new Date(Date.now() + heldFor).toISOString();
  const payment = async () => ({ success: true, payment: { status, hold_until: until } });
  return {
    createPayment: create,
    getPayment: mismatch ? refuse('payment_mismatch') : status === undefined ? never : payment,
    getReceipt: async () => (receipts ? { status: 'success', items: receipts } : null),
    getOrder: order,
  };
}
