import * as z from 'zod';
import type { FieldError } from '../../domain/errors/kvit-error.ts';
import { invalid } from '../http/problem.ts';

const numeric = z.union([z.number(), z.string().max(40)], 'must be a number');
const text = (longest: number) =>
  z.string('must be text').max(longest, `must have at most ${longest} characters`);
const filled = (longest: number) => text(longest).min(1, 'must not be empty');
const missing = <T extends z.ZodType>(schema: T) => schema.nullish();
/** `null` or left out, as in the domain's `Consent`; JSON has no `undefined`. */
const leftOut = <T extends z.ZodType>(schema: T) => schema.nullable().exactOptional();

const ClaimItem = z.strictObject({
  description: text(16_384),
  quantity: numeric,
  price: numeric,
  vat_code: numeric,
  payment_subject: numeric,
  payment_mode: numeric,
  measurement_unit: missing(numeric),
  product_code: missing(text(64)),
  country_of_origin_code: missing(text(8)),
  customs_declaration_number: missing(text(64)),
  excise: missing(text(40)),
});

/** True for an existing date and time, written as `Date.prototype.toISOString` does. */
const isMoment = (value: string): boolean => {
  const at = new Date(value);
  return !Number.isNaN(at.getTime()) && at.toISOString() === value;
};

const ClaimConsent = z.strictObject({
  kind: z.enum(['offer', 'personal_data', 'subscription'], 'must be offer, personal_data or subscription'),
  text: filled(2000),
  url: leftOut(text(2048)),
  version: leftOut(filled(64)),
  at: leftOut(z.string('must be text').refine(isMoment, 'must look like 2026-11-21T09:00:00.000Z')),
});

/** The body of `POST {signer}/payments`: UrlPay's `PaymentRequest` without `sign`, and the buyer's consents. */
const ClaimBody = z.strictObject({
  currency: text(8),
  amount: z
    .string('must be text like 1000.50')
    .regex(/^(0|[1-9][0-9]{0,12})\.[0-9]{2}$/, 'must look like 1000.50'),
  uuid: text(128),
  shopId: z.int('must be a whole number').optional(),
  description: text(16_384),
  website_url: missing(text(2048)),
  subscribe: missing(z.enum(['Day', 'Week', 'Month'], 'must be Day, Week, Month or null')),
  holdTime: missing(z.int('must be a whole number of seconds').positive('must be more than 0')),
  language: missing(
    z.string('must be text').regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/, 'is not a language'),
  ),
  items: z
    .array(ClaimItem, 'must be a list')
    .min(1, 'must have at least one line')
    .max(100, 'must have at most 100 lines'),
  consents: missing(z.array(ClaimConsent, 'must be a list').max(10, 'must have at most 10 consents')),
});
export type ClaimBody = z.infer<typeof ClaimBody>;

const MAX_ERRORS = 50;

/** The name of a field, e.g. `items[2].vat_code`, for the parser's path. */
function fieldOf(path: readonly PropertyKey[]): string {
  const joined = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return joined.replace(/^\./, '') || 'body';
}

function fieldErrors(issue: z.core.$ZodIssue, body: unknown): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    const known = (key: string) => ({
      field: fieldOf([...issue.path, key.slice(0, 64)]),
      message: 'is not a known field',
    });
    return issue.keys.map(known);
  }
  const value = issue.path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | null)?.[key],
    body,
  );
  return [{ field: fieldOf(issue.path), message: value === undefined ? 'is missing' : issue.message }];
}

/** @throws {HttpProblem} 422 naming every field that is missing, wrong or unknown, at most 50 */
export function readClaim(body: unknown): ClaimBody {
  const parsed = ClaimBody.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.flatMap((issue) => fieldErrors(issue, body)).slice(0, MAX_ERRORS));
}
