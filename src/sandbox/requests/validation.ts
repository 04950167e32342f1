import * as z from 'zod';
import { isJsonObject, type JsonObject, NumberText } from '../values/json-text.ts';
import { parseDecimal } from '../values/kopecks.ts';

const INTEGER = /^(0|-?[1-9]\d{0,14})$/;

/** One wrong field. `text` ends a sentence that begins with the field's name; it is null for an unknown field. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly text: string | null;
}

/** The checked value, or every problem: unknown fields first, outer ones before inner ones, then the schema's order. */
type Validated<T> = { readonly data: T } | { readonly problems: readonly Problem[] };

/** Checks a value of a request, its numbers still as text, against a schema. */
export function validate<T>(schema: z.ZodType<T>, value: unknown): Validated<T> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return { data };
  const unknown: Problem[] = [];
  const wrong: Problem[] = [];
  for (const issue of error.issues) {
    if (issue.code !== 'unrecognized_keys') wrong.push({ path: issue.path, text: issue.message });
    else for (const key of issue.keys) unknown.push({ path: [...issue.path, key], text: null });
  }
  unknown.sort((a, b) => a.path.length - b.path.length);
  return { problems: [...unknown, ...wrong] };
}

/** The text of a problem by its cause: an absent or null field, or a wrong value. */
export function wording(missing: string, wrong: string) {
  return ({ input }: { readonly input?: unknown }) =>
    input === undefined || input === null ? missing : wrong;
}

/** A field that may be absent or null; both give null. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? null);
}

/** A JSON object with the fields of a strict schema. */
export function jsonObject<T extends z.ZodType>(schema: T, error: string) {
  return z.custom<JsonObject>(isObject, error).pipe(schema as z.ZodType<z.output<T>, JsonObject>);
}

/** A JSON number without a fraction, at most 15 digits. It does not abort, so checks of the whole object still run. */
export function integer(error: z.core.$ZodErrorMap) {
  return z
    .custom<NumberText>((value) => value instanceof NumberText && INTEGER.test(value.text), {
      error,
      abort: false,
    })
    .transform(({ text }) => Number(text));
}

/** A plain non-negative JSON number with at most `places` decimals, as an integer of its smallest parts. */
export function decimal(places: number, error: z.core.$ZodErrorMap) {
  const parse = (value: unknown) => (value instanceof NumberText ? parseDecimal(value.text, places) : null);
  return z
    .custom<NumberText>((value) => parse(value) !== null, { error, abort: false })
    .transform((value) => parse(value) ?? 0n);
}

function isObject(value: unknown): boolean {
  return isJsonObject(value as JsonObject);
}
