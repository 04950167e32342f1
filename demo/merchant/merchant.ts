import { randomBytes } from 'node:crypto';
import {
  createSigner,
  memoryStore,
  type OrderInput,
  type OrderQuery,
  type Signer,
} from '../../src/server/index.ts';

/** The shop's account at the gateway, as its cabinet would show it. */
export const ACCOUNT = { shopId: 5, secret: 'test_secret', apiKey: 'test_key' } as const;

/** Where the signer lies on the shop's own origin. */
export const SIGNER_PATH = '/kvit';

export interface Merchant {
  readonly signer: Signer;
  /** path of the gateway's callback; its last part is known to the gateway alone */
  readonly callbackPath: string;
}

/** What the shop charges for an order; `null` when there is none. */
export interface PriceList {
  price(query: OrderQuery): OrderInput | null;
}

/** The shop's backend: its price list behind a signer. @param tell hears of what the shop should know */
export function createMerchant(gateway: string, prices: PriceList, tell: (news: string) => void): Merchant {
  const callbackSecret = randomBytes(24).toString('base64url');
  const signer = createSigner({
    ...ACCOUNT,
    gateway,
    callbackSecret,
    basePath: SIGNER_PATH,
    // a real shop takes sqliteStore(path) or postgresStore(pool), which outlive a restart
    store: memoryStore(),
    order: (query) => prices.price(query),
    // a real shop gives what its own books say belongs to the buyer of request's session; this one, on localhost, has one buyer
    subscriptions: (all) => all,
    onPaid: ({ order, payment }) => tell(`order ${order.uuid} is paid, ${payment.amount} ₽: hand it over`),
    onAlert: (alert) =>
      tell(
        alert.kind === 'refund_due' ? `refund ${alert.payment.amount} ₽ of ${alert.order}` : alert.message,
      ),
  });
  return { signer, callbackPath: `${SIGNER_PATH}/callback/${callbackSecret}` };
}
