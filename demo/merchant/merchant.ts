import { randomBytes } from 'node:crypto';
import {
  createSigner,
  memoryStore,
  type OrderInput,
  type OrderQuery,
  type Signer,
} from '../../src/server/index.ts';

/** The shop's account at the gateway. */
export const ACCOUNT = { shopId: 5, secret: 'test_secret', apiKey: 'test_key' } as const;

/** The signer's path on the shop's origin. */
export const SIGNER_PATH = '/kvit';

export interface Merchant {
  readonly signer: Signer;
  /** Path for the gateway's callbacks; its last part is secret. */
  readonly callbackPath: string;
}

/** Returns the order at the shop’s prices, or `null` if there is no such order. */
export interface PriceList {
  price(query: OrderQuery): OrderInput | null;
}

/** Creates the shop's backend: a signer with the shop's price list. @param tell is called with news for the merchant */
export function createMerchant(gateway: string, prices: PriceList, tell: (news: string) => void): Merchant {
  const callbackSecret = randomBytes(24).toString('base64url');
  const signer = createSigner({
    ...ACCOUNT,
    gateway,
    callbackSecret,
    basePath: SIGNER_PATH,
    // a real shop takes sqliteStore(path) or postgresStore(pool), which survive a restart
    store: memoryStore(),
    order: (query) => prices.price(query),
    // a real shop returns the subscriptions of the buyer in the request's session; the demo has only one buyer
    subscriptions: (all) => all,
    onPaid: ({ order, payment }) => tell(`order ${order.uuid} is paid, ${payment.amount} ₽: hand it over`),
    onAlert: (alert) =>
      tell(
        alert.kind === 'refund_due' ? `refund ${alert.payment.amount} ₽ of ${alert.order}` : alert.message,
      ),
  });
  return { signer, callbackPath: `${SIGNER_PATH}/callback/${callbackSecret}` };
}
