import * as z from 'zod';
import { vatTable, type VatRate } from '../../domain/codes/vat.ts';
import {
  gatewayOption,
  keyOption,
  secretOption,
  shopIdOption,
  worldOptions,
} from '../runtime/option-schemas.ts';
import { readOptions, type OptionSchemas } from '../runtime/read-options.ts';
import { world, type World } from '../runtime/world.ts';

const milliseconds = z.custom<number>(
  (value) => typeof value === 'number' && value > 0,
  'must be a positive number of milliseconds',
);

const TRIES = 'must be a whole number from 1 to 10';

/** The options of `createUrlPay`. */
export interface UrlPayOptions extends Partial<World> {
  /** the bearer token from the gateway's cabinet */
  apiKey: string;
  /** the shop's number in the gateway's cabinet */
  shopId: number;
  /** the secret word that goes into UrlPay's `sign`; not the API key */
  secret: string;
  /** base URL of the API; `https://urlpay.io/api` unless given */
  baseUrl?: string | undefined;
  /** timeouts in ms: 10 000 for a write, 5 000 for a read with all its tries */
  timeouts?: { create?: number | undefined; read?: number | undefined } | undefined;
  /** tries of a read, 1 to 10; 3 unless given. A write is sent once */
  readTries?: number | undefined;
  /** the merchant's own VAT codes, for orders that are not checked yet */
  vatRates?: readonly VatRate[] | undefined;
}

const options = z.strictObject({
  apiKey: keyOption,
  shopId: shopIdOption,
  secret: secretOption,
  baseUrl: gatewayOption,
  timeouts: z
    .strictObject(
      { create: milliseconds.default(10_000), read: milliseconds.default(5_000) },
      'must be {create, read}',
    )
    .prefault({}),
  readTries: z.int(TRIES).min(1, TRIES).max(10, TRIES).default(3),
  vatRates: z.custom<readonly VatRate[]>(Array.isArray, 'must be a list').optional(),
  ...worldOptions,
} satisfies OptionSchemas<UrlPayOptions>);

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
