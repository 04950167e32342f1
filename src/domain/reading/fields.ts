/** The fields of an object from outside. The readers below treat a field of another type as missing. */
export type Fields = Readonly<Record<string, unknown>>;

/** @returns the fields of an object; no fields for any other value */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** @returns the text; `null` for an empty text and for any other value */
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);

/**
 * A text, or a whole number as text: the API sends either. A number over 2^53 counts as missing, because a double may have changed
 * its last digit; FN numbers have 16 digits.
 */
export const textOrNumber = (value: unknown): string | null =>
  Number.isSafeInteger(value) ? String(value) : textOf(value);

/** The same object without the fields whose value is `nothing`. */
export const without = <T extends object>(
  nothing: null | undefined,
  fields: { [Name in keyof T]: T[Name] | typeof nothing },
): T => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== nothing)) as T;
