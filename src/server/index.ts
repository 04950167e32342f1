// oxlint-disable-next-line no-unassigned-import -- the first import: it throws in a browser before other code runs
import './runtime/refuse-browser.ts';

// Signer
export { createSigner, type Signer } from './signer/signer.ts';
export type { SignerOptions } from './signer/signer-options.ts';
export type { LimitOptions } from './signer/limit-options.ts';
export type { Rate } from './runtime/token-bucket.ts';
export type { NameClient } from './signer/client-limits.ts';
export type { OrderQuery, PriceOrder } from './creation/pricing.ts';
export type { PickSubscriptions } from './signer/buyer-subscriptions.ts';
export type { ReconcileOptions, ReconcileSummary } from './payment/reconciliation.ts';
export type { Fetch, World } from './runtime/world.ts';

// Events for the merchant
export type { PaidEvent, PaidHandler, SettledPayment } from './notification/paid-event.ts';
export type { Alert, AlertHandler, RefundAlert, TroubleAlert } from './notification/alert.ts';
export type { KeptConsent } from './store/records/kept-consents.ts';

// Stores
export { memoryStore } from './store/memory-store.ts';
export { sqliteStore } from './store/sqlite/sqlite-store.ts';
export { postgresStore } from './store/postgres/postgres-store.ts';
export type { PostgresClient, PostgresPool, PostgresResult } from './store/postgres/postgres-pool.ts';
export type { InboxItem, InsertResult, Store, UpdateResult } from './store/store.ts';
export type { Attempt, AttemptChange } from './store/records/attempt.ts';
export type { AttemptState } from './store/records/attempt-state.ts';
export type { OutboxEvent } from './store/records/outbox-event.ts';

// Client of the gateway
export {
  createUrlPay,
  type BalanceOptions,
  type CreatedPayment,
  type CreatePaymentOptions,
  type UrlPay,
} from './urlpay/url-pay.ts';
export type { UrlPayOptions } from './urlpay/url-pay-options.ts';
export { sign } from './urlpay/sign.ts';
export type { CallOptions } from './urlpay/transport/api-client.ts';
export type { CallbackRequest } from './urlpay/payment-requests.ts';
export type { GatewayReceipt, GatewaySubscription } from './urlpay/payment-answers.ts';
export type { ShopBalance } from './urlpay/balances.ts';
export type {
  CancelPayoutOptions,
  ExternalIdOptions,
  PayoutDictionary,
  PayoutPage,
  Payouts,
} from './urlpay/payouts/payouts.ts';
export type {
  BulkPayoutRequest,
  PayoutFilter,
  PayoutRequest,
  PayoutUpdate,
  StatisticsFilter,
} from './urlpay/payouts/payout-requests.ts';
export type {
  CardPayout,
  CreatedPayouts,
  PayoutPagination,
  PayoutStatistics,
} from './urlpay/payouts/payout-answers.ts';

// Orders, money and errors
export type { Order, OrderInput } from '../domain/order/order.ts';
export type { Item } from '../domain/order/item.ts';
export type { Consent, ConsentKind } from '../domain/order/consent.ts';
export type { Kopecks } from '../domain/money/money.ts';
export type { VatRate } from '../domain/codes/vat.ts';
export type { OrderAnswer, Payment, RawReceipt } from '../domain/contract/wire.ts';
export { KvitError, type FieldError, type KvitErrorCode } from '../domain/errors/kvit-error.ts';

// Earlier names
export type {
  Balance,
  BulkRequest,
  CancelOptions,
  CreateOptions,
  Dictionary,
  ExternalOptions,
  Pagination,
  Subscription,
} from './deprecated-types.ts';
