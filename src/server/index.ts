// oxlint-disable-next-line no-unassigned-import -- loaded for what it refuses, before anything else
import './refuse-browser.ts';

export type { Consent, ConsentKind } from '../domain/consent.ts';
export { KvitError, type FieldError, type KvitErrorCode } from '../domain/errors.ts';
export type { Item } from '../domain/item.ts';
export type { Kopecks } from '../domain/money.ts';
export type { Order, OrderInput } from '../domain/order.ts';
export type { VatRate } from '../domain/vat.ts';
export type { OrderAnswer, Payment, RawReceipt } from '../domain/wire.ts';
export type { AlertHandler } from './alerts.ts';
export type { Attempt, AttemptChange } from './attempt.ts';
export type { AttemptState } from './attempt-state.ts';
export type { Balance } from './balances.ts';
export type { Alert, OutboxEvent, PaidEvent, RefundAlert, SettledPayment, TroubleAlert } from './event.ts';
export type { CallOptions } from './gateway-calls.ts';
export type { CallbackRequest } from './gateway-requests.ts';
export type { GatewayReceipt, Subscription } from './gateway-shapes.ts';
export type { KeptConsent } from './kept-consents.ts';
export type { LimitOptions, NameClient } from './limits.ts';
export { memoryStore } from './memory-store.ts';
export type { SignerOptions } from './options.ts';
export type { PaidHandler } from './outbox.ts';
export type {
  BulkRequest,
  PayoutFilter,
  PayoutRequest,
  PayoutUpdate,
  StatisticsFilter,
} from './payout-requests.ts';
export type { CardPayout, CreatedPayouts, Pagination, PayoutStatistics } from './payout-schemas.ts';
export type { CancelOptions, Dictionary, ExternalOptions, PayoutPage, Payouts } from './payouts.ts';
export type { PostgresClient, PostgresPool, PostgresResult } from './postgres-pool.ts';
export { postgresStore } from './postgres-store.ts';
export type { OrderQuery, PriceOrder } from './pricing.ts';
export type { ReconcileOptions, ReconcileSummary } from './reconciliation.ts';
export { sign } from './sign.ts';
export { createSigner, type Signer } from './signer.ts';
export { sqliteStore } from './sqlite-store.ts';
export type { InboxItem, InsertResult, Store, UpdateResult } from './store.ts';
export type { PickSubscriptions } from './subscriptions.ts';
export type { Rate } from './token-bucket.ts';
export {
  createUrlPay,
  type BalanceOptions,
  type CreatedPayment,
  type CreateOptions,
  type UrlPay,
  type UrlPayOptions,
} from './url-pay.ts';
export type { Fetch, World } from './world.ts';
