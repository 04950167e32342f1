import type { FieldError } from '../errors/kvit-error.ts';
import { fieldsOf } from './fields.ts';

/** Returns the value that it reads. @throws {RangeError} with the rule that the value breaks */
export type Reader<T> = (value: unknown) => T;

/** A value from outside as a message may show it: quoted, escaped and cut to 40 characters. */
export function quote(value: unknown): string {
  // an object's own toString may throw, lie, or recurse without end
  const text = Object(value) === value ? typeof value : String(value);
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** @throws {RangeError} always: the value is not the noun */
export function refuse(value: unknown, noun: string): never {
  throw new RangeError(`${quote(value)} is not ${noun}`);
}

/** For a required field. An empty text counts as missing, as HTML attributes are often empty. */
export const required =
  <T>(read: Reader<T>): Reader<T> =>
  (value) => {
    if ((value ?? '') === '') throw new RangeError('is missing');
    return read(value);
  };

/** For a field that may be missing or an empty text. */
export const optional =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value) =>
    (value ?? '') === '' ? null : read(value);

/** For a field that may be missing; an empty text is read, and is an error. */
export const nullable =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value) =>
    (value ?? null) === null ? null : read(value);

/**
 * Reads each field of an object once, by its reader.
 *
 * @param path the text before a field's name in an error, e.g. `items[2].`
 * @param errors collects every broken rule
 * @returns `null` when a rule is broken
 */
export function readFields<T extends object>(
  given: unknown,
  readers: { readonly [Name in keyof T]: Reader<T[Name]> },
  path: string,
  errors: FieldError[],
): T | null {
  const fields = fieldsOf(given);
  const known = errors.length;
  const found: Partial<T> = {};
  for (const name in readers) {
    try {
      found[name] = readers[name](fields[name]);
    } catch (error) {
      errors.push({ field: path + name, message: (error as Error).message });
    }
  }
  return errors.length === known ? (found as T) : null;
}
