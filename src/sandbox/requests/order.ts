import { invalid } from '../responses/api-error.ts';
import { Fields } from './fields.ts';
import { isJsonObject, type JsonValue, NumberText } from '../values/json-text.ts';
import { decimalText, parseDecimal } from '../values/kopecks.ts';
import { type OrderLine, parseLine } from './order-line.ts';
import { signatureOf } from './signature.ts';

const MOST_LINES = 100;
const AMOUNT = /^\d+(\.\d{1,2})?$/;
const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;
const INTERVALS = ['Day', 'Week', 'Month'] as const;

const FIELDS = [
  'currency',
  'amount',
  'uuid',
  'shopId',
  'description',
  'website_url',
  'subscribe',
  'holdTime',
  'language',
  'items',
  'sign',
];

export type Interval = (typeof INTERVALS)[number];

/** What a shop asked to be paid: a request that passed every check. `amount` in kopecks, `holdTime` in seconds. */
export interface Order {
  readonly uuid: string;
  readonly amount: bigint;
  readonly description: string;
  readonly websiteUrl: string | null;
  readonly subscribe: Interval | null;
  readonly holdTime: number | null;
  readonly lines: readonly OrderLine[];
}

/** Whose orders are taken. */
export interface Shop {
  readonly shopId: number;
  readonly secret: string;
}

interface Amount {
  /** As it was sent: this is what the signature covers. */
  readonly text: string;
  readonly kopecks: bigint;
}

/**
 * Checks the body of `POST /v2/payments`: the schema first, then the signature, then that the lines add up.
 * @throws ApiError 422 that names the first field found wrong.
 */
export function parseOrder(body: JsonValue, shop: Shop): Order {
  if (!isJsonObject(body)) throw invalid('body', 'must be a JSON object');
  const fields = new Fields(body, '', FIELDS);
  const currency = parseCurrency(fields);
  const amount = parseAmount(fields);
  if (fields.integer('shopId') !== shop.shopId) throw invalid('shopId', 'no such shop');
  const order: Order = {
    uuid: fields.text('uuid'),
    amount: amount.kopecks,
    description: fields.text('description'),
    websiteUrl: parseWebsite(fields),
    subscribe: parseInterval(fields),
    holdTime: parseHoldTime(fields),
    lines: parseLines(fields),
  };
  fields.optionalText('language');
  const expected = signatureOf({ currency, amount: amount.text, shopId: shop.shopId }, shop.secret);
  if (fields.text('sign') !== expected) throw invalid('sign', 'does not match the request');
  checkSum(order);
  return order;
}

function parseCurrency(fields: Fields): string {
  const currency = fields.text('currency');
  if (currency !== 'rub') throw invalid('currency', 'must be rub');
  return currency;
}

function parseAmount(fields: Fields): Amount {
  const value = fields.required('amount');
  const text = value instanceof NumberText ? value.text : value;
  const kopecks = typeof text === 'string' && AMOUNT.test(text) ? parseDecimal(text, 2) : null;
  if (typeof text !== 'string' || kopecks === null) {
    throw invalid('amount', 'must be a plain sum with at most 2 decimals, such as 100.50');
  }
  if (kopecks === 0n) throw invalid('amount', 'must be above zero');
  return { text, kopecks };
}

function parseWebsite(fields: Fields): string | null {
  const text = fields.optionalText('website_url');
  if (text === null) return null;
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw invalid('website_url', 'must be an absolute http or https address');
  }
  // Kept as sent wherever a Location header can carry it: the shop should see its own address, unchanged.
  return PRINTABLE_ASCII.test(text) ? text : url.href;
}

function parseInterval(fields: Fields): Interval | null {
  const text = fields.optionalText('subscribe');
  if (text === null) return null;
  const interval = INTERVALS.find((name) => name === text);
  if (interval === undefined) throw invalid('subscribe', 'must be Day, Week, Month or null');
  return interval;
}

function parseHoldTime(fields: Fields): number | null {
  const seconds = fields.optionalInteger('holdTime');
  if (seconds !== null && seconds <= 0) throw invalid('holdTime', 'must be a positive number of seconds');
  return seconds;
}

function parseLines(fields: Fields): readonly OrderLine[] {
  const items = fields.required('items');
  if (!Array.isArray(items)) throw invalid('items', 'must be an array');
  if (items.length < 1 || items.length > MOST_LINES)
    throw invalid('items', `must have 1–${MOST_LINES} lines`);
  return items.map(parseLine);
}

function checkSum(order: Order): void {
  const sum = order.lines.reduce((total, line) => total + line.sum, 0n);
  if (sum !== order.amount) {
    throw invalid('amount', `is ${decimalText(order.amount)}, but the items add up to ${decimalText(sum)}`);
  }
}
