import type { Claim } from '../domain/order/claim.ts';

/** How one call to a signer is made. */
export interface SignerCall {
  /** aborts the call; a signer that ignores it is simply not listened to any more */
  readonly signal: AbortSignal;
}

/**
 * The calls of a signer, as the browser makes them. A page that carries the calls itself gives an element an object of this shape
 * instead of a path.
 *
 * Each method resolves to the body that the signer's contract names; the widget checks it like one from the network.
 * A refusal is thrown: an error whose `code` is one of the contract's (`price_changed` with `order`, `already_paid`
 * with `id`, …). Any other error counts as "no answer".
 */
export interface SignerApi {
  /** @returns `{id, paymentUrl}` */
  createPayment(claim: Claim, call: SignerCall & { readonly key: string }): Promise<unknown>;
  /** @returns `{payment: {status, …}}` */
  getPayment(id: string, call: SignerCall): Promise<unknown>;
  /** @returns `{items: […]}`, or `null` while there is no receipt */
  getReceipt(id: string, call: SignerCall): Promise<unknown>;
  /** Needed only by a checkout without lines. @returns the order in the API's own names */
  getOrder?(uuid: string, call: SignerCall): Promise<unknown>;
  /** Needed only by `kvit-subscriptions`, as the next. @returns `{items: […]}`: the buyer's own */
  getSubscriptions?(call: SignerCall): Promise<unknown>;
  /** Ends a subscription; ending it twice does no harm. */
  cancelSubscription?(id: string, call: SignerCall): Promise<unknown>;
}

/** @deprecated Use {@link SignerApi}; `Signer` also names the server's side. */
export type Signer = SignerApi;
