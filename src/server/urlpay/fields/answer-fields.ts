/**
 * Fields of the gateway's answers. The API marks each as optional and may write numbers as text. A value that is missing,
 * `null` or an empty text becomes `null`. An unreadable value fails the answer if decisions depend on it (money, ids,
 * counts); it becomes `null` if it is only displayed.
 */
import * as z from 'zod';
import { textOrNumber } from '../../../domain/reading/fields.ts';
import type { Kopecks } from '../../../domain/money/money.ts';
import { readGatewayId } from './gateway-id.ts';

type Read<T> = (value: unknown) => T | null;

const ROUBLES = /^-?[0-9]{1,13}(?:\.[0-9]{1,30})?$/;
const COUNT = /^[0-9]{1,15}$/;
/** Roubles. Below this, neighbouring kopecks are still different doubles. */
const MAX_ROUBLES = 1e13;

/**
 * Reads an amount in roubles as the gateway writes it: a number or text, possibly with rounding noise of a float.
 *
 * @returns whole kopecks, rounded, possibly negative; `null` for anything that is not an amount
 */
export function readRoubles(value: unknown): Kopecks | null {
  if (typeof value !== 'number' && !(typeof value === 'string' && ROUBLES.test(value))) return null;
  const roubles = Number(value);
  // + 0 turns negative zero into zero
  return Math.abs(roubles) < MAX_ROUBLES ? Math.round(roubles * 100) + 0 : null;
}

const readCount: Read<number> = (value) => (COUNT.test(textOrNumber(value) ?? '') ? Number(value) : null);

const isMissing = (value: unknown): boolean => (value ?? '') === '';

function fail(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

const optional = z.unknown().optional();

const checked = <T>(read: Read<T>, noun: string) =>
  optional.transform((value, context): T | null =>
    isMissing(value) ? null : (read(value) ?? fail(context, `must be ${noun}`)),
  );

/** An amount in roubles, read as kopecks. */
export const money = checked(readRoubles, 'an amount in roubles');
/** An id of the gateway. */
export const id = checked(readGatewayId, 'a positive whole number');
/** A whole number, zero or more. */
export const count = checked(readCount, 'a whole number');
/** A text that decisions depend on. */
export const word = checked(textOrNumber, 'text');
/** A text that is only displayed. */
export const note = optional.transform((value): string | null => textOrNumber(value));

/** The object's own id, which must be present. */
export const ownId = optional.transform(
  (value, context): number => readGatewayId(value) ?? fail(context, 'must be a positive whole number'),
);

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** PHP writes an empty object as an empty list. */
const emptyList = (value: unknown): unknown => (Array.isArray(value) && value.length === 0 ? {} : value);

/** An object with any names. */
export const dictionary = <T extends z.ZodType>(value: T) =>
  optional.transform(emptyList).pipe(z.record(z.string(), value));

/** The merchant's own data, unchanged; `null` unless it is an object. */
export const metadata = optional.transform((value): Record<string, unknown> | null => {
  const object = emptyList(value);
  return isPlain(object) ? object : null;
});

/** An object that is only displayed. */
export const details = <T extends z.ZodRawShape>(shape: T) => z.object(shape).nullable().catch(null);

/** A text that must be present and not empty. */
export const label = optional.transform(
  (value, context): string => textOrNumber(value) ?? fail(context, 'must be text'),
);

/** An answer with `success: false` is a refusal, whatever its status code. */
export const success = z.literal(true).optional();
