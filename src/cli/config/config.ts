import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import { Catalogue } from './catalogue.ts';
import { ruleOf, sentences } from './setting-errors.ts';
import { ConfigurationError } from './configuration-error.ts';

const port = z.int().min(0).max(65_535);
const address = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;
/** Names of headers that may be forwarded. Headers that describe the buyer's request are wrong on the signer's own request. */
const FORWARDED =
  /^(?!(?:host|connection|keep-alive|te|trailer|upgrade|expect|content-.*|transfer-.*|proxy-.*)$)[A-Za-z0-9-]+$/i;
const remote = z.strictObject({
  url: address,
  /** headers of the buyer's request to forward, e.g. `cookie` */
  forwardHeaders: z.array(z.string().regex(FORWARDED, 'is not a header that can be forwarded')).default([]),
});
const VatRate = z.strictObject({
  code: z.int().nonnegative(),
  label: z.string().min(1),
  labelEn: z.string().exactOptional(),
  rate: z.number().nonnegative().nullable(),
  calculated: z.boolean().default(false),
});

const Rate = z.union(
  [z.literal(false), z.strictObject({ most: z.int().positive(), within: z.int().positive() })],
  'must be false or {most, within}, with `within` in ms',
);
const Limits = z.strictObject({
  attempts: Rate.exactOptional(),
  payments: Rate.exactOptional(),
  reads: Rate.exactOptional(),
});

/** Schema of `kvit.config.json`. Keys and passwords come from the environment instead. */
const Config = z.strictObject({
  shopId: z.int().positive(),
  gateway: address.optional(),
  listen: z.strictObject({ host: z.string().default('127.0.0.1'), port: port.default(8080) }).prefault({}),
  /** address of the health checks and metrics, for the operator only */
  admin: z.strictObject({ host: z.string().default('127.0.0.1'), port: port.default(8081) }).prefault({}),
  basePath: z.string().optional(),
  origins: z
    .array(z.string().refine(isOrigin, 'must look like https://shop.example, without a slash at the end'))
    .optional(),
  payHosts: z.array(z.string()).optional(),
  returnHosts: z.array(z.string()).optional(),
  vatRates: z.array(VatRate).optional(),
  limits: z.union([z.literal(false), Limits], 'must be false or {attempts, payments, reads}').optional(),
  /** the header in which the shop's own proxy writes the buyer's address; without a proxy a buyer could forge it */
  clientHeader: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header')
    .optional(),
  store: z
    .union(
      [z.strictObject({ sqlite: z.string().min(1) }), z.strictObject({ postgres: z.literal(true) })],
      'must be {"sqlite": "<file>"} or {"postgres": true}',
    )
    .default({ sqlite: 'kvit.sqlite' }),
  catalogue: z.union([z.string().min(1), Catalogue]).optional(),
  pricing: remote.optional(),
  onPaid: z.strictObject({ url: address }).optional(),
  onAlert: z.strictObject({ url: address }).optional(),
  reconcileSeconds: z.int().min(1).max(3600).default(20),
  stopSeconds: z.int().min(0).max(600).default(10),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});
export type Config = z.infer<typeof Config> & { readonly catalogue?: Catalogue | undefined };

function parseJson(path: string, label: string): unknown {
  let text: string;
  try {
    // editors on Windows may write a byte order mark, which JSON does not allow
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    throw new ConfigurationError(`${label}: ${path} cannot be read`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigurationError(
      `${label}: ${path} is not JSON: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

function check<T extends z.ZodType>(schema: T, value: unknown, label: string): z.infer<T> {
  const parsed = schema.safeParse(value, { error: ruleOf });
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(`${label}: ${sentences(parsed.error.issues)}`);
}

/**
 * Reads a configuration file. Its paths are relative to its folder.
 *
 * @throws {ConfigurationError} naming the setting that is missing or wrong
 */
export function readConfig(file: string): Config {
  const config = check(Config, parseJson(file, '--config'), file);
  if (Boolean(config.catalogue) === Boolean(config.pricing))
    throw new ConfigurationError(
      `${file}: give either catalogue or pricing: the signer needs one price list`,
    );
  const fromFolder = (path: string): string => resolve(dirname(resolve(file)), path);
  const { catalogue, store } = config;
  return {
    ...config,
    store: 'sqlite' in store ? { sqlite: fromFolder(store.sqlite) } : store,
    catalogue: typeof catalogue === 'string' ? catalogueAt(fromFolder(catalogue)) : filled(catalogue, file),
  };
}

const catalogueAt = (path: string): Catalogue =>
  filled(check(Catalogue, parseJson(path, 'catalogue'), path), path);

/** @throws {ConfigurationError} for an empty catalogue, with which the shop would refuse every buyer */
function filled<T extends Catalogue | undefined>(catalogue: T, file: string): T {
  if (catalogue && catalogue.products.length + catalogue.orders.length === 0)
    throw new ConfigurationError(`${file}: the catalogue is empty: add products or orders`);
  return catalogue;
}
