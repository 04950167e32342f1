import type { PayPageRules } from '../domain/contract/pay-page.ts';
import type { OrderAnswer } from '../domain/contract/wire.ts';
import type { SignerClient } from '../signer-client/signer-client.ts';
import type { CheckoutState } from './checkout-state.ts';
import type { World } from './world.ts';

/** The owner of a session, which shows it. */
export interface SessionHost {
  /** The state has changed. */
  changed(state: CheckoutState, before: CheckoutState): void;
  /** The signer's order differs from the claim; no payment was made. */
  repriced(order: OrderAnswer): void;
  /** Sends the buyer to a checked address. @returns true if this page itself is left */
  leave(paymentUrl: string): boolean;
}

export interface SessionOptions {
  readonly client: SignerClient;
  /** tells signers apart in storage: the signer's address, or `own` for a signer object */
  readonly scope: string;
  readonly world: World;
  readonly host: SessionHost;
  readonly payPages: PayPageRules;
}
