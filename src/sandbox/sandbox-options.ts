import * as z from 'zod';
import type { SandboxClock } from './clock/sandbox-clock.ts';
import type { Scenario } from './scenario/scenario.ts';
import { parseDecimal } from './values/kopecks.ts';
import { isWebAddress } from './values/web-address.ts';

/** The options of `createSandbox`. */
export interface SandboxOptions {
  /** The shop's number, a positive integer. */
  readonly shopId: number;
  /** The secret that signs payment requests (`sign`). */
  readonly secret: string;
  /** The bearer token of every API call. */
  readonly apiKey: string;
  /** The address that receives callbacks. By default none are sent. */
  readonly callbackUrl?: string | undefined;
  /** The behaviour of payments and API calls: a scenario's name or a script. Default: `paid`. */
  readonly scenario?: Scenario | undefined;
  /** If true, the kopecks of a sum choose its scenario; see `MAGIC_AMOUNTS`. Default: false. */
  readonly magicAmounts?: boolean | undefined;
  /** Milliseconds from a payment to its receipt. Default: 2000. */
  readonly receiptDelay?: number | undefined;
  /** Milliseconds that a payout is `pending`, and then again `processing`. Default: 30 000. */
  readonly payoutDelay?: number | undefined;
  /** The shop's balance before its first payment, in roubles as the API writes them: `"10000.00"`. Default: zero. */
  readonly openingBalance?: string | undefined;
  /** Makes addresses and fiscal numbers repeatable. Without a seed they are unpredictable. */
  readonly seed?: string | number | undefined;
  /** The origin of the hosted pages. Default: the origin of the API call that creates the payment. */
  readonly baseUrl?: string | undefined;
  /** The source of time. Default: `Date.now` and `setTimeout`. */
  readonly clock?: SandboxClock | undefined;
  /** Sends the callbacks. A shop's own handler fits; then nothing leaves the process. Default: the global `fetch`. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** Options with every default filled in; `openingBalance` is in kopecks. */
export type CheckedOptions = z.output<typeof SCHEMA>;

const SHOP_ID = 'must be a positive integer';
const text = z.string('must be a non-empty string').min(1, 'must be a non-empty string');
const address = z.custom<string>(isWebAddress, 'must be an absolute http or https address');
const delay = z.number('must be a number of milliseconds').min(0, 'must be a number of milliseconds');

const SCHEMA = z.strictObject(
  {
    shopId: z.int(SHOP_ID).positive(SHOP_ID),
    secret: text,
    apiKey: text,
    callbackUrl: address.optional().transform((url) => url ?? null),
    // The scenario player checks it.
    scenario: z.custom<Scenario>().default('paid'),
    magicAmounts: z.boolean('must be true or false').default(false),
    receiptDelay: delay.default(2_000),
    payoutDelay: delay.default(30_000),
    openingBalance: z
      .custom<string>(isSum, 'must be a sum in roubles such as "10000.00"')
      .default('0')
      .transform((roubles) => parseDecimal(roubles, 2) ?? 0n),
    seed: z.union([z.string(), z.number()], 'must be a string or a number').optional(),
    baseUrl: address.transform((url) => new URL(url).origin).optional(),
    clock: z.custom<SandboxClock>().optional(),
    fetch: z.custom<(request: Request) => Promise<Response>>().optional(),
  } satisfies Record<keyof SandboxOptions, z.ZodType>,
  'must be an object',
);

/** Checks options and fills in the defaults. @throws TypeError that names the wrong or unknown option and quotes no value. */
export function checkOptions(options: SandboxOptions): CheckedOptions {
  const { success, data, error } = SCHEMA.safeParse(options);
  if (success) return data;
  const [issue] = error.issues;
  if (issue?.code === 'unrecognized_keys') {
    throw new TypeError(`createSandbox has no option ${issue.keys[0]}`);
  }
  throw new TypeError(`${String(issue?.path[0] ?? 'options')} ${issue?.message}`);
}

function isSum(value: unknown): boolean {
  return typeof value === 'string' && parseDecimal(value, 2) !== null;
}
