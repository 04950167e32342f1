import type { PayPageRules } from '../domain/contract/pay-page.ts';
import type { OrderAnswer } from '../domain/contract/wire.ts';
import type { SignerClient } from '../signer-client/signer-client.ts';
import type { CheckoutState } from './checkout-state.ts';
import type { World } from './world.ts';

/** Who shows a session. */
export interface SessionHost {
  /** the state is another one now */
  changed(state: CheckoutState, before: CheckoutState): void;
  /** the signer's true order differs from the claim; nothing was created */
  repriced(order: OrderAnswer): void;
  /** Sends the buyer to a checked address. @returns whether this page is being left for it */
  leave(paymentUrl: string): boolean;
}

export interface SessionOptions {
  readonly client: SignerClient;
  /** tells signers apart in storage */
  readonly scope: string;
  readonly world: World;
  readonly host: SessionHost;
  readonly payPages: PayPageRules;
}
