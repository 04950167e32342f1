import * as z from 'zod';
import type { OptionSchemas } from '../runtime/read-options.ts';
import type { Rate } from '../runtime/token-bucket.ts';

const isRate = (rate: Partial<Rate> | null): boolean =>
  Number.isSafeInteger(rate?.most) && Number(rate?.most) > 0 && Number(rate?.within) > 0;

const limit = z.custom<Rate | false>(
  (value) => value === false || (typeof value === 'object' && isRate(value)),
  'must be {most, within} of positive numbers, or false',
);

/** How many requests one order and one client may make. `false` switches a limit off. */
export interface LimitOptions {
  /** new payment pages of one order: 10 in 10 minutes unless given. Counted in the store, and so across processes. */
  attempts?: Rate | false | undefined;
  /** `POST /payments` and cancelled subscriptions of one client: 60 in a minute unless given. Counted in each process. */
  payments?: Rate | false | undefined;
  /** all other requests of one client: 600 in a minute unless given. Counted in each process. */
  reads?: Rate | false | undefined;
}

// the defaults are generous: a whole mobile network may share one address, and a buyer may press in several tabs
const limits = z.strictObject({
  attempts: limit.default({ most: 10, within: 600_000 }),
  payments: limit.default({ most: 60, within: 60_000 }),
  reads: limit.default({ most: 600, within: 60_000 }),
} satisfies OptionSchemas<LimitOptions>);

/** The limits in force. */
export type Limits = z.output<typeof limits>;

const none = z
  .literal(false, 'must be {attempts, payments, reads}, or false')
  .transform((): Limits => ({ attempts: false, payments: false, reads: false }));

/** Schema of the option `limits`; `false` switches all limits off. */
export const limitsOption = z
  .union([none, limits], 'must be {attempts, payments, reads}, or false')
  .prefault({});
