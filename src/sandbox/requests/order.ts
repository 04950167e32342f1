import * as z from 'zod';
import { invalid } from '../responses/api-error.ts';
import { type JsonValue, NumberText } from '../values/json-text.ts';
import { decimalText, parseDecimal } from '../values/kopecks.ts';
import { isWebAddress } from '../values/web-address.ts';
import { integer, object, optionalText, readFields, text } from './fields.ts';
import { type OrderLine, orderLine } from './order-line.ts';
import { signatureOf } from './signature.ts';
import { optional, wording } from './validation.ts';

const MOST_LINES = 100;
const AMOUNT = /^\d+(\.\d{1,2})?$/;
const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;
const INTERVALS = ['Day', 'Week', 'Month'] as const;

/** The time between two charges of a subscription. */
export type Interval = (typeof INTERVALS)[number];

/** A request for a payment that passed every check. `amount` in kopecks, `holdTime` in seconds. */
export interface Order {
  readonly uuid: string;
  readonly amount: bigint;
  readonly description: string;
  readonly websiteUrl: string | null;
  readonly subscribe: Interval | null;
  readonly holdTime: number | null;
  readonly lines: readonly OrderLine[];
}

/** The shop that the sandbox serves. */
export interface Shop {
  readonly shopId: number;
  readonly secret: string;
}

const amount = z
  .custom<string | NumberText>((value) => amountText(value as JsonValue) !== null, {
    error: wording('is required', 'must be a plain sum with at most 2 decimals, such as 100.50'),
  })
  // The signature covers the amount exactly as sent.
  .transform((value) => (value instanceof NumberText ? value.text : value))
  .transform((sent) => ({ text: sent, kopecks: parseDecimal(sent, 2) ?? 0n }))
  .refine(({ kopecks }) => kopecks > 0n, 'must be above zero');

const website = z
  .string('must be a string')
  .refine(isWebAddress, 'must be an absolute http or https address')
  // The shop gets its own address back unchanged, if a Location header can carry it.
  .transform((address) => (PRINTABLE_ASCII.test(address) ? address : new URL(address).href));

const ORDER = object(
  {
    currency: text.refine((currency) => currency === 'rub', 'must be rub'),
    amount,
    shopId: integer,
    uuid: text,
    description: text,
    website_url: optional(website),
    subscribe: optional(z.enum(INTERVALS, 'must be Day, Week, Month or null')),
    holdTime: optional(integer.refine((seconds) => seconds > 0, 'must be a positive number of seconds')),
    items: z
      .array(orderLine, { error: wording('is required', 'must be an array') })
      .refine((lines) => lines.length >= 1 && lines.length <= MOST_LINES, `must have 1–${MOST_LINES} lines`),
    language: optionalText,
    sign: text,
  },
  'must be a JSON object',
);

/**
 * Checks the body of `POST /v2/payments`: the schema first, then the shop, the signature and the sum of the lines.
 * @throws ApiError 422 that names the first wrong field.
 */
export function parseOrder(body: JsonValue, shop: Shop): Order {
  const fields = readFields(ORDER, body);
  const { currency, shopId } = fields;
  if (shopId !== shop.shopId) throw invalid('shopId', 'no such shop');
  const expected = signatureOf({ currency, amount: fields.amount.text, shopId }, shop.secret);
  if (fields.sign !== expected) throw invalid('sign', 'does not match the request');
  checkSum(fields.amount.kopecks, fields.items);
  return {
    uuid: fields.uuid,
    amount: fields.amount.kopecks,
    description: fields.description,
    websiteUrl: fields.website_url,
    subscribe: fields.subscribe,
    holdTime: fields.holdTime,
    lines: fields.items,
  };
}

/** The amount as text, from a JSON string or number; null if it is no plain sum. */
function amountText(value: JsonValue): string | null {
  const sent = value instanceof NumberText ? value.text : value;
  return typeof sent === 'string' && AMOUNT.test(sent) && parseDecimal(sent, 2) !== null ? sent : null;
}

function checkSum(total: bigint, lines: readonly OrderLine[]): void {
  const sum = lines.reduce((subtotal, line) => subtotal + line.sum, 0n);
  if (sum !== total) {
    throw invalid('amount', `is ${decimalText(total)}, but the items add up to ${decimalText(sum)}`);
  }
}
