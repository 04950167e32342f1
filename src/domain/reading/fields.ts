/** Reads single fields of what came from outside: what is not of the kind that is asked for is not there. */
export type Fields = Readonly<Record<string, unknown>>;

/** @returns the fields of an object, none for anything else */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};

/** @returns the text, or `null` for anything that is not text with something in it */
export const textOf = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);

/**
 * A text, or a whole number as text: the API sends either. A number past 2^53 is as good as missing: FN numbers have 16
 * digits, and a double may have changed the last one.
 */
export const textOrNumber = (value: unknown): string | null =>
  Number.isSafeInteger(value) ? String(value) : textOf(value);

/** The same fields but for those that hold `nothing`. */
export const without = <T extends object>(
  nothing: null | undefined,
  fields: { [Name in keyof T]: T[Name] | typeof nothing },
): T => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== nothing)) as T;
