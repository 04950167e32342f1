import type { Item } from '../../src/domain/order/item.ts';
import type { FieldError } from '../../src/domain/errors/kvit-error.ts';
import { KvitError } from '../../src/domain/errors/kvit-error.ts';
import { readLines, type Line, type LineRules } from '../../src/domain/order/line.ts';
import { readOrder, type Order, type OrderInput } from '../../src/domain/order/order.ts';
import { vatTable } from '../../src/domain/codes/vat.ts';

export const RULES: LineRules = { vat: vatTable(), register: 'configure({vatRates})' };

export const ITEM: Item = {
  description: 'Булочка',
  quantity: 1,
  price: 83.5,
  vat_code: 0,
  payment_subject: 1,
  payment_mode: 4,
};

export const ORDER: OrderInput = { uuid: 'invoice_123', description: 'Покупка булочек', items: [ITEM] };

/** A good order with some fields of any shape put over it. */
export const orderWith = (fields: Record<string, unknown>): OrderInput => ({ ...ORDER, ...fields });

export interface Reading {
  /** the line, valid if there are no errors */
  readonly line: Line;
  readonly errors: readonly FieldError[];
}

/** Reads a good item with some fields of any shape put over it. */
export function readItem(fields: Record<string, unknown>, rules: LineRules = RULES): Reading {
  const errors: FieldError[] = [];
  const [line] = readLines([{ ...ITEM, ...fields }], rules, errors);
  return { line: line as Line, errors };
}

/** The rules an order breaks, none when it is good; any other error is passed on. */
export function brokenRules(input: unknown, rules: LineRules = RULES): readonly FieldError[] {
  try {
    readOrder(input as OrderInput, rules);
    return [];
  } catch (error) {
    if (error instanceof KvitError && error.code === 'bad_order') return error.errors;
    throw error;
  }
}

export const readGood = (input: OrderInput): Order => readOrder(input, RULES);

/** `depth` lists inside one another. */
export function nested(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}
