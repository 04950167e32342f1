import type { FieldError } from '../errors/kvit-error.ts';
import { fieldsOf } from './fields.ts';

/** Gives what it reads, or throws a `RangeError` that says what the value should have been. */
export type Reader<T> = (value: unknown) => T;

/** `value` as it may be shown in a message: quoted, escaped and cut, since it comes from outside. */
export function quote(value: unknown): string {
  // an object's own toString may throw, lie, or recurse without end
  const text = Object(value) === value ? typeof value : String(value);
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** The way out of every reader. */
export function refuse(value: unknown, noun: string): never {
  throw new RangeError(`${quote(value)} is not ${noun}`);
}

/** For a field that must be there; an empty text, as of an HTML attribute, is none. */
export const required =
  <T>(read: Reader<T>): Reader<T> =>
  (value) => {
    if ((value ?? '') === '') throw new RangeError('is missing');
    return read(value);
  };

/** For a field that may be left out, or be an empty text. */
export const optional =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value) =>
    (value ?? '') === '' ? null : read(value);

/** For a field that may be left out, where an empty text is a mistake. */
export const nullable =
  <T>(read: Reader<T>): Reader<T | null> =>
  (value) =>
    (value ?? null) === null ? null : read(value);

/**
 * Reads the fields of an object, each once and each by its reader.
 *
 * @param path what stands before a field's name in an error, e.g. `items[2].`
 * @param errors collects every broken rule, instead of stopping at the first
 * @returns `null` when a rule was broken
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
