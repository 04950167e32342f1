/**
 * Fields of the gateway's answers. The API marks each as optional and may write numbers as text: what is missing, `null` or
 * an empty text becomes `null`. What is there and cannot be read fails the answer where a decision hangs on it (money, ids,
 * counts), and counts as missing where it is only shown.
 */
import * as z from 'zod';
import { textOrNumber } from '../../../domain/reading/fields.ts';
import type { Kopecks } from '../../../domain/money/money.ts';
import { readGatewayId } from './gateway-id.ts';

type Read<T> = (value: unknown) => T | null;

const ROUBLES = /^-?[0-9]{1,13}(?:\.[0-9]{1,30})?$/;
const COUNT = /^[0-9]{1,15}$/;
/** 10^13 roubles: up to here a double still tells kopecks apart. */
const TOO_MUCH = 1e13;

/**
 * An amount as the gateway writes it: a number, or text, perhaps with a float's noise or a fraction of a kopeck.
 *
 * @returns the nearest kopeck, perhaps negative; `null` for what is no amount
 */
export function readRoubles(value: unknown): Kopecks | null {
  if (typeof value !== 'number' && !(typeof value === 'string' && ROUBLES.test(value))) return null;
  const roubles = Number(value);
  // + 0 makes a zero of a negative zero
  return Math.abs(roubles) < TOO_MUCH ? Math.round(roubles * 100) + 0 : null;
}

const readCount: Read<number> = (value) => (COUNT.test(textOrNumber(value) ?? '') ? Number(value) : null);

const isMissing = (value: unknown): boolean => (value ?? '') === '';

function fail(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

const anything = z.unknown().optional();

const checked = <T>(read: Read<T>, noun: string) =>
  anything.transform((value, context): T | null =>
    isMissing(value) ? null : (read(value) ?? fail(context, `must be ${noun}`)),
  );

/** Roubles, read as kopecks. */
export const money = checked(readRoubles, 'an amount in roubles');
/** An id of the gateway's. */
export const id = checked(readGatewayId, 'a positive whole number');
/** A whole number from zero on. */
export const count = checked(readCount, 'a whole number');
/** A text that decisions hang on. */
export const word = checked(textOrNumber, 'text');
/** A text that is only shown. */
export const note = anything.transform((value): string | null => textOrNumber(value));

/** An id without which the object is of no use. */
export const ownId = anything.transform(
  (value, context): number => readGatewayId(value) ?? fail(context, 'must be a positive whole number'),
);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** PHP writes an empty object as an empty list. */
const emptyList = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? {} : value);

/** An object whose names nobody has listed. */
export const dictionary = <T extends z.ZodType>(value: T) =>
  anything.transform(emptyList).pipe(z.record(z.string(), value));

/** Data of the merchant's own, as it came. */
export const metadata = anything.transform((value): Record<string, unknown> | null => {
  const object = emptyList(value);
  return isPlain(object) ? object : null;
});

/** An object that is only shown. */
export const about = <T extends z.ZodRawShape>(shape: T) => z.object(shape).nullable().catch(null);

/** A text with something in it. */
export const label = anything.transform(
  (value, context): string => textOrNumber(value) ?? fail(context, 'must be text'),
);

/** An answer that says `success: false` is a refusal, whatever its status code. */
export const success = z.literal(true).optional();
