import { KvitError, type KvitErrorCode, type SignerApi } from '../../src/index.ts';

/** The signer’s answers. A call without one never resolves. */
export interface Script {
  readonly create?: () => Promise<unknown>;
  /** UrlPay's status code of the payment. */
  readonly status?: number;
  /** Milliseconds until the hold ends. */
  readonly heldFor?: number;
  readonly mismatch?: boolean;
  readonly receipts?: readonly unknown[];
  readonly order?: () => Promise<unknown>;
}

/** Never resolves. */
export const never = (): Promise<never> => new Promise(() => undefined);

/** Rejects with an error as a merchant's own signer throws it. */
export const refuse =
  (code: KvitErrorCode, more: Readonly<Record<string, unknown>> = {}) =>
  (): Promise<never> =>
    Promise.reject(Object.assign(new Error(code), { code, ...more }));

/** Rejects as `fetch` does without a network. */
export const offline = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));

/** Rejects as a rate limit does, with status 429. */
export const busy = (): Promise<never> =>
  Promise.reject(new KvitError('network', 'too many requests', { status: 429 }));

const created = async () => ({ success: true, id: 'gallery', paymentUrl: 'https://urlpay.io/gallery' });

/** Creates a signer inside the page that answers by a script and sends nothing. */
export function scriptedSigner(script: Script = {}): SignerApi {
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
