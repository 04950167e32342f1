import * as z from 'zod';
import { vatTable, type VatRate } from '../../domain/codes/vat.ts';
import {
  gatewayOption,
  keyOption,
  secretOption,
  shopIdOption,
  worldOptions,
} from '../runtime/option-schemas.ts';
import { readOptions } from '../runtime/read-options.ts';
import { world } from '../runtime/world.ts';

const milliseconds = z.custom<number>(
  (value) => typeof value === 'number' && value > 0,
  'must be a positive number of milliseconds',
);

const TRIES = 'must be a whole number from 1 to 10';

const options = z.strictObject({
  /** the bearer token from the gateway's cabinet */
  apiKey: keyOption,
  /** the shop's number in the gateway's cabinet */
  shopId: shopIdOption,
  /** the secret word that goes into UrlPay's `sign`; not the API key */
  secret: secretOption,
  /** base URL of the API; `https://urlpay.io/api` unless given */
  baseUrl: gatewayOption,
  /** timeouts in ms: 10 000 for a write, 5 000 for a read with all its tries */
  timeouts: z
    .strictObject({ create: milliseconds.default(10_000), read: milliseconds.default(5_000) })
    .prefault({}),
  /** tries of a read, 1 to 10; 3 unless given. A write is sent once */
  readTries: z.int(TRIES).min(1, TRIES).max(10, TRIES).default(3),
  /** the merchant's own VAT codes, for orders that are not checked yet */
  vatRates: z.custom<readonly VatRate[]>(Array.isArray, 'must be a list').optional(),
  ...worldOptions,
});

/** What `createUrlPay` takes. */
export type UrlPayOptions = z.input<typeof options>;

const settings = options.transform((given) => ({
  ...given,
  baseUrl: given.baseUrl.base,
  rules: { vat: vatTable(given.vatRates), register: 'createUrlPay({vatRates})' },
  world: world(given),
}));

/** The options after checking, with the defaults filled in. */
export type UrlPaySettings = Readonly<z.output<typeof settings>>;

/** @throws {TypeError} naming the option that is unknown, missing or wrong; no value is quoted */
export const readUrlPayOptions = (given: UrlPayOptions): UrlPaySettings =>
  readOptions(settings, given, 'createUrlPay');
