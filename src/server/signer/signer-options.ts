import * as z from 'zod';
import { vatTable, type VatRate } from '../../domain/codes/vat.ts';
import type { PriceOrder } from '../creation/pricing.ts';
import type { AlertHandler } from '../notification/alert.ts';
import { logAlert } from '../notification/alerts.ts';
import type { PaidHandler } from '../notification/paid-event.ts';
import { callbackSecretOption } from '../payment/callback-authentication.ts';
import {
  functionOption,
  gatewayOption,
  hostsOption,
  keyOption,
  originsOption,
  secretOption,
  shopIdOption,
  worldOptions,
} from '../runtime/option-schemas.ts';
import { readOptions, type OptionSchemas } from '../runtime/read-options.ts';
import { world, type World } from '../runtime/world.ts';
import { memoryStore } from '../store/memory-store.ts';
import type { Store } from '../store/store.ts';
import type { UrlPayOptions } from '../urlpay/url-pay-options.ts';
import type { PickSubscriptions } from './buyer-subscriptions.ts';
import type { NameClient } from './client-limits.ts';
import { limitsOption, type LimitOptions } from './limit-options.ts';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const BASE_PATH = /^(?:\/[A-Za-z0-9._~-]+)+$/;
const BASE_PATH_MESSAGE = 'must look like /kvit, without a slash at the end';

/** The options of `createSigner`. */
export interface SignerOptions extends Partial<World> {
  /** the shop's number in the gateway's cabinet */
  shopId: number;
  /** the secret word that goes into UrlPay's `sign`; not the API key */
  secret: string;
  /** the bearer token from the gateway's cabinet */
  apiKey: string;
  /** the merchant's own price list; without it nothing can be charged */
  order: PriceOrder;
  /** base URL of the gateway's API; `https://urlpay.io/api` unless given */
  gateway?: string | undefined;
  /** the store of the attempts; in memory by default, which `NODE_ENV=production` refuses */
  store?: Store | undefined;
  /** last segment of the callback's address, at least 16 URL-safe characters; callbacks are refused without it */
  callbackSecret?: string | undefined;
  /** called with each paid order at least once, with a stable key; an error repeats the event later */
  onPaid?: PaidHandler | undefined;
  /** picks the asking buyer's subscriptions from those of the shop; without it nobody sees or cancels any */
  subscriptions?: PickSubscriptions | undefined;
  /** called with refunds that are due and with trouble; `console.error` unless given */
  onAlert?: AlertHandler | undefined;
  /** path of the routes; `/kvit` unless given */
  basePath?: string | undefined;
  /** hosts of payment pages, besides the gateway's own */
  payHosts?: readonly string[] | undefined;
  /** origins of pages that may call the signer, besides its own */
  origins?: readonly string[] | undefined;
  /** hosts that a buyer may return to; if given, the `Origin` header no longer counts as a return address */
  returnHosts?: readonly string[] | undefined;
  /** the merchant's own VAT codes */
  vatRates?: readonly VatRate[] | undefined;
  /** as in `createUrlPay`; a payment page is never shown if its creation takes longer than the attempt's lease of 15 s */
  timeouts?: UrlPayOptions['timeouts'] | undefined;
  /** how many requests one order and one client may make; `false` switches all limits off */
  limits?: LimitOptions | false | undefined;
  /**
   * names the client of a request, mostly by its address; without it clients have no limits. The signer trusts no header by
   * itself: a shop behind its own proxy takes the header that this proxy sets.
   */
  client?: NameClient | undefined;
}

const options = z.strictObject({
  shopId: shopIdOption,
  secret: secretOption,
  apiKey: keyOption,
  order: functionOption<PriceOrder>('is missing: the merchant’s own price list'),
  gateway: gatewayOption,
  store: z.custom<Store>(isObject, 'must be a store').optional(),
  callbackSecret: callbackSecretOption.optional(),
  onPaid: functionOption<PaidHandler>().optional(),
  subscriptions: functionOption<PickSubscriptions>(
    'must be a function that picks the buyer’s own',
  ).optional(),
  onAlert: functionOption<AlertHandler>().optional(),
  basePath: z
    .string(BASE_PATH_MESSAGE)
    .transform((value) => (value === '/' ? '' : value))
    .refine((value) => value === '' || BASE_PATH.test(value), BASE_PATH_MESSAGE)
    .prefault('/kvit'),
  payHosts: hostsOption.default([]),
  origins: originsOption.default([]),
  returnHosts: hostsOption.optional(),
  vatRates: z.custom<readonly VatRate[]>(Array.isArray, 'must be a list').optional(),
  timeouts: z.custom<UrlPayOptions['timeouts']>(isObject, 'must be {create, read}').optional(),
  limits: limitsOption,
  client: functionOption<NameClient>().optional(),
  ...worldOptions,
} satisfies OptionSchemas<SignerOptions>);

const settings = options.transform((given) => ({
  ...given,
  gateway: given.gateway.base,
  payHosts: [given.gateway.host, ...given.payHosts],
  store: given.store ?? memoryStore(),
  /** true if payments of a real gateway are kept in memory only */
  isForgetful: !given.store && !given.gateway.isLocal,
  callbackSecret: given.callbackSecret ?? null,
  onPaid: given.onPaid ?? (() => undefined),
  onAlert: given.onAlert ?? logAlert,
  subscriptions: given.subscriptions ?? null,
  returnHosts: given.returnHosts ?? null,
  rules: { vat: vatTable(given.vatRates), register: 'createSigner({vatRates})' },
  client: given.client ?? (() => null),
  timeouts: given.timeouts ?? {},
  world: world(given),
}));

/** The options after checking, with the defaults filled in. */
export type SignerSettings = Readonly<z.output<typeof settings>>;

/** @throws {TypeError} naming the option that is unknown, missing or wrong; no value is quoted */
export const readSignerOptions = (given: SignerOptions): SignerSettings =>
  readOptions(settings, given, 'createSigner');
