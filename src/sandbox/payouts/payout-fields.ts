import * as z from 'zod';
import { validate, decimal, integer, jsonObject, wording } from '../requests/validation.ts';
import { ApiError } from '../responses/api-error.ts';
import { isJsonObject, type JsonObject, plainJson } from '../values/json-text.ts';

const required = (wrong: string) => wording('обязательно для заполнения', wrong);

/** A string of 1 to `most` characters. */
export function text(most: number) {
  return z
    .string({ error: required('должно быть строкой') })
    .refine((value) => value.trim() !== '', 'не должно быть пустым')
    .refine(
      (value) => value.trim() === '' || Array.from(value).length <= most,
      `должно быть не длиннее ${most} символов`,
    );
}

/** A string of a form. @param wanted the name of the form in the instrumental case. */
export function pattern(form: RegExp, wanted: string) {
  const wrong = `должно быть ${wanted}`;
  return z.string({ error: required(wrong) }).regex(form, wrong);
}

/** One of the names of an object. */
export function oneOf<T extends Readonly<Record<string, string>>>(names: T) {
  const error = required(`должно быть одним из: ${Object.keys(names).join(', ')}`);
  return z.custom<keyof T & string>((value) => typeof value === 'string' && Object.hasOwn(names, value), {
    error,
    abort: false,
  });
}

/** A non-negative JSON number without a fraction. */
export const wholeNumber = integer(required('должно быть целым числом')).refine(
  (value) => value >= 0,
  'должно быть целым числом',
);

/** A JSON number above zero with at most two decimals, in kopecks. */
export const sum = decimal(
  2,
  required('должно быть числом больше нуля с двумя знаками после запятой'),
).refine((kopecks) => kopecks > 0n, 'должно быть числом больше нуля с двумя знаками после запятой');

/** Any JSON object, its numbers as JavaScript's own. */
export const anyObject = z
  .custom<JsonObject>((value) => isJsonObject(value as JsonObject), {
    error: 'должно быть объектом',
    abort: false,
  })
  .transform((value) => plainJson(value));

/** A JSON object with the fields of a strict schema. */
export function object<T extends z.ZodType>(schema: T) {
  return jsonObject(schema, 'должно быть объектом');
}

/** Checks a body or a query of a payout call. @throws ApiError 422 with every wrong field, `payouts.0.amount` for example. */
export function readFields<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = validate(schema, value);
  if ('data' in result) return result.data;
  const errors = new Map<string, readonly string[]>();
  for (const { path, text: wrong } of result.problems) {
    const field = path.length === 0 ? 'body' : path.join('.');
    errors.set(field, [...(errors.get(field) ?? []), `Поле ${field} ${wrong ?? 'неизвестно'}.`]);
  }
  throw new ApiError(422, 'Ошибка валидации', Object.fromEntries(errors));
}
