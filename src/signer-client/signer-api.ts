import type { Claim } from '../domain/order/claim.ts';

/** How one call to a signer is made. */
export interface SignerCall {
  /** aborts the call; the answer of a signer that ignores it is dropped */
  readonly signal: AbortSignal;
}

/**
 * The calls of a signer, as the browser makes them. A page that carries the calls itself gives an element an object of this shape
 * instead of a path.
 *
 * Each method resolves to the body that the signer's contract names; the widget checks it like one from the network. A method
 * refuses by throwing an error whose `code` is one of the contract's (`price_changed` with `order`, `already_paid` with `id`, …).
 * Any other error counts as "no answer".
 */
export interface SignerApi {
  /** `POST {signer}/payments`; `key` is its Idempotency-Key. @returns `{id, paymentUrl}` */
  createPayment(claim: Claim, call: SignerCall & { readonly key: string }): Promise<unknown>;
  /** `GET {signer}/payment`. @returns `{payment: {status, …}}` */
  getPayment(id: string, call: SignerCall): Promise<unknown>;
  /** `GET {signer}/receipt`. @returns `{items: […]}`, or `null` while there is no receipt */
  getReceipt(id: string, call: SignerCall): Promise<unknown>;
  /** `GET {signer}/order`, needed only by a checkout without lines. @returns the order in the API's own names */
  getOrder?(uuid: string, call: SignerCall): Promise<unknown>;
  /** `GET {signer}/subscriptions`, needed only by `kvit-subscriptions`. @returns `{items: […]}`: the buyer's own */
  getSubscriptions?(call: SignerCall): Promise<unknown>;
  /** `DELETE {signer}/subscriptions/{id}`, needed only by `kvit-subscriptions`; a repeated call has no effect. @returns `{success: true}` */
  cancelSubscription?(id: string, call: SignerCall): Promise<unknown>;
}

/** @deprecated Use {@link SignerApi}; `Signer` also names the server's side. */
export type Signer = SignerApi;
