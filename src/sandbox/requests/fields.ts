import * as z from 'zod';
import { invalid } from '../responses/api-error.ts';
import { type JsonValue, NumberText } from '../values/json-text.ts';
import * as validation from './validation.ts';

const required = (wrong: string) => validation.wording('is required', wrong);

/** A string with at least one visible character. */
export const text = z
  .string({ error: required('must be a string') })
  .refine((value) => value.trim() !== '', 'must not be empty');

/** A string; absent or null gives null. */
export const optionalText = validation.optional(z.string('must be a string'));

/** A JSON number without a fraction. */
export const integer = validation.integer(required('must be an integer'));

/** A JSON number with at most `places` decimals, as an integer of its smallest parts. */
export function decimal(places: number) {
  const unreadable = required(`must be a plain non-negative number with at most ${places} decimals`);
  const notNumber = required('must be a number');
  return validation.decimal(places, (issue) =>
    issue.input instanceof NumberText ? unreadable(issue) : notNumber(issue),
  );
}

/** A JSON object without other fields than these. */
export function object<T extends z.core.$ZodLooseShape>(shape: T, error = 'must be an object') {
  return validation.jsonObject(z.strictObject(shape), error);
}

/** Checks the body of a payment call. @throws ApiError 422 that names the first wrong field, `items[0].price` for example. */
export function readFields<T>(schema: z.ZodType<T>, body: JsonValue): T {
  const result = validation.validate(schema, body);
  if ('data' in result) return result.data;
  const [problem] = result.problems;
  throw invalid(placeOf(problem?.path ?? []), problem?.text ?? 'unknown field');
}

function placeOf(path: readonly PropertyKey[]): string {
  const place = path.reduce<string>(
    (before, step) => (typeof step === 'number' ? `${before}[${step}]` : `${before}.${String(step)}`),
    '',
  );
  return place === '' ? 'body' : place.replace(/^\./, '');
}
