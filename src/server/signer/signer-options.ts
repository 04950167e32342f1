import { vatTable, type VatRate } from '../../domain/codes/vat.ts';
import type { AlertHandler } from '../notification/alert.ts';
import { logAlert } from '../notification/alerts.ts';
import { isLoopback } from '../../domain/contract/pay-page.ts';
import type { LineRules } from '../../domain/order/line.ts';
import { readLimits, type LimitOptions, type Limits, type NameClient } from '../creation/limits.ts';
import { memoryStore } from '../store/memory-store.ts';
import { refuseUnknown, type OptionNames } from '../runtime/option-names.ts';
import type { PaidHandler } from '../notification/paid-event.ts';
import type { PriceOrder } from '../creation/pricing.ts';
import {
  readGateway,
  readHosts,
  readKey,
  readOrigins,
  readSecret,
  readShopId,
} from '../runtime/option-readers.ts';
import { parseUrl } from '../runtime/parse-url.ts';
import type { Store } from '../store/store.ts';
import type { PickSubscriptions } from './buyer-subscriptions.ts';
import type { UrlPayOptions } from '../urlpay/url-pay.ts';
import { world, type World } from '../runtime/world.ts';

export interface SignerOptions extends Partial<World> {
  shopId: number;
  /** the word that goes into `sign`; not the API key */
  secret: string;
  /** the bearer token from the gateway's cabinet */
  apiKey: string;
  /** the merchant's own price list; without it nothing can be charged */
  order: PriceOrder;
  /** base URL of the gateway's API; `https://urlpay.io/api` unless given */
  gateway?: string;
  /** where attempts are kept; in memory unless given, which is refused with `NODE_ENV=production` */
  store?: Store;
  /** last segment of the callback's address, at least 16 URL-safe characters; without it callbacks are not taken */
  callbackSecret?: string;
  /** told of each paid order at least once, with a stable key; a throw brings it again */
  onPaid?: PaidHandler;
  /** says which of the shop's subscriptions are the asking buyer's; without it nobody sees or cancels any */
  subscriptions?: PickSubscriptions;
  /** told of refunds that are due and of trouble; the log unless given */
  onAlert?: AlertHandler;
  /** where the routes lie; `/kvit` unless given */
  basePath?: string;
  /** hosts of payment pages beside the gateway's own */
  payHosts?: readonly string[];
  /** origins of pages beside the signer's own that may call it */
  origins?: readonly string[];
  /** hosts a buyer may be sent back to; when given, the `Origin` header is not taken as a return address any more */
  returnHosts?: readonly string[];
  /** the merchant's own VAT codes */
  vatRates?: readonly VatRate[];
  /** as of `createUrlPay`; a create that takes longer than an attempt's lease of 15 s is watched, and its page never shown */
  timeouts?: UrlPayOptions['timeouts'];
  /** how much one order and one client may ask for; `false` switches all limits off */
  limits?: LimitOptions | false;
  /**
   * names the client of a request, mostly by its address; without it clients are not limited. No header is believed by itself: a
   * shop behind a proxy of its own takes the one that this proxy sets.
   */
  client?: NameClient;
}

/** The options after checking. */
export interface SignerSettings {
  readonly shopId: number;
  readonly secret: string;
  readonly apiKey: string;
  readonly order: PriceOrder;
  readonly gateway: string;
  readonly store: Store;
  /** the store was not given, though the gateway is a real one */
  readonly forgetful: boolean;
  readonly callbackSecret: string | null;
  readonly onPaid: PaidHandler;
  readonly onAlert: AlertHandler;
  readonly subscriptions: PickSubscriptions | null;
  readonly basePath: string;
  readonly payHosts: readonly string[];
  readonly origins: readonly string[];
  readonly returnHosts: readonly string[] | null;
  readonly rules: LineRules;
  readonly limits: Limits;
  readonly client: NameClient;
  readonly timeouts: NonNullable<UrlPayOptions['timeouts']>;
  readonly world: World;
}

const NAMES: OptionNames<SignerOptions> = {
  shopId: true,
  secret: true,
  apiKey: true,
  order: true,
  gateway: true,
  store: true,
  callbackSecret: true,
  onPaid: true,
  subscriptions: true,
  onAlert: true,
  basePath: true,
  payHosts: true,
  origins: true,
  returnHosts: true,
  vatRates: true,
  timeouts: true,
  limits: true,
  client: true,
  fetch: true,
  now: true,
  sleep: true,
  random: true,
};

const CALLBACK_SECRET = /^[A-Za-z0-9_-]{16,}$/;
const BASE_PATH = /^(?:\/[A-Za-z0-9._~-]+)+$/;

function readBasePath(value: unknown = '/kvit'): string {
  if (value === '/' || value === '') return '';
  if (typeof value === 'string' && BASE_PATH.test(value)) return value;
  throw new TypeError('basePath must look like /kvit, without a slash at the end');
}

function readCallbackSecret(value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string' && CALLBACK_SECRET.test(value)) return value;
  throw new TypeError('callbackSecret must have at least 16 characters of A-Z a-z 0-9 _ -');
}

function readPick(value: PickSubscriptions | undefined): PickSubscriptions | null {
  if (value === undefined || typeof value === 'function') return value ?? null;
  throw new TypeError('subscriptions must be a function that picks the buyer’s own');
}

/** @throws {TypeError} naming the option that is missing or wrong */
export function readOptions(options: SignerOptions): SignerSettings {
  refuseUnknown(options, NAMES, 'createSigner');
  if (typeof options.order !== 'function')
    throw new TypeError('order is missing: the merchant’s own price list');
  const gateway = readGateway(options.gateway, 'gateway');
  const local = isLoopback(parseUrl(gateway.base)?.hostname ?? '');
  return {
    shopId: readShopId(options.shopId),
    secret: readSecret(options.secret, 'secret'),
    apiKey: readKey(options.apiKey, 'apiKey'),
    order: options.order,
    gateway: gateway.base,
    store: options.store ?? memoryStore(),
    forgetful: !options.store && !local,
    callbackSecret: readCallbackSecret(options.callbackSecret),
    onPaid: options.onPaid ?? (() => undefined),
    onAlert: options.onAlert ?? logAlert,
    subscriptions: readPick(options.subscriptions),
    basePath: readBasePath(options.basePath),
    payHosts: [gateway.host, ...readHosts(options.payHosts, 'payHosts')],
    origins: readOrigins(options.origins, 'origins'),
    returnHosts: options.returnHosts ? readHosts(options.returnHosts, 'returnHosts') : null,
    rules: { vat: vatTable(options.vatRates), register: 'createSigner({vatRates})' },
    limits: readLimits(options.limits),
    client: options.client ?? (() => null),
    timeouts: options.timeouts ?? {},
    world: world(options),
  };
}
