/** Earlier names of types of `kvit/server`. */
import type { ShopBalance } from './urlpay/balances.ts';
import type { GatewaySubscription } from './urlpay/payment-answers.ts';
import type { PayoutPagination } from './urlpay/payouts/payout-answers.ts';
import type { BulkPayoutRequest } from './urlpay/payouts/payout-requests.ts';
import type { CancelPayoutOptions, ExternalIdOptions, PayoutDictionary } from './urlpay/payouts/payouts.ts';
import type { CreatePaymentOptions } from './urlpay/url-pay.ts';

/** @deprecated Use {@link ShopBalance}. */
export type Balance = ShopBalance;

/** @deprecated Use {@link BulkPayoutRequest}. */
export type BulkRequest = BulkPayoutRequest;

/** @deprecated Use {@link CancelPayoutOptions}. */
export type CancelOptions = CancelPayoutOptions;

/** @deprecated Use {@link CreatePaymentOptions}. */
export type CreateOptions = CreatePaymentOptions;

/** @deprecated Use {@link PayoutDictionary}. */
export type Dictionary = PayoutDictionary;

/** @deprecated Use {@link ExternalIdOptions}. */
export type ExternalOptions = ExternalIdOptions;

/** @deprecated Use {@link PayoutPagination}. */
export type Pagination = PayoutPagination;

/** @deprecated Use {@link GatewaySubscription}. */
export type Subscription = GatewaySubscription;
