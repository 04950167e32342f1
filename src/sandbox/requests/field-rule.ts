import { ApiError } from '../responses/api-error.ts';
import { isJsonObject, type JsonObject, type JsonValue, NumberText } from '../values/json-text.ts';
import { parseDecimal } from '../values/kopecks.ts';

/** What is wrong with a field, as the end of a sentence that begins with its name; null when nothing is. */
export type FieldRule = (value: JsonValue) => string | null;

export interface Field {
  readonly required: boolean;
  readonly rule: FieldRule;
}

/** What is wrong with a whole request, by field: the third of the gateway's error shapes. */
export type FieldErrors = Map<string, readonly string[]>;

/** `Поле shop_id должно быть целым числом.`, as the gateway writes it. */
export function problem(errors: FieldErrors, field: string, what: string): void {
  errors.set(field, [...(errors.get(field) ?? []), `Поле ${field} ${what}.`]);
}

/** @throws ApiError 422 with every problem, if there is one. */
export function refuseIfWrong(errors: FieldErrors): void {
  if (errors.size > 0) throw new ApiError(422, 'Ошибка валидации', Object.fromEntries(errors));
}

/** Checks every field of an object. @param path goes before each name, `payouts.0.` and the like. */
export function checkFields(
  value: JsonValue | undefined,
  fields: Readonly<Record<string, Field>>,
  path: string,
  errors: FieldErrors,
): JsonObject {
  if (!isJsonObject(value)) {
    problem(errors, path === '' ? 'body' : path.slice(0, -1), 'должно быть объектом');
    return {};
  }
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(fields, name)) problem(errors, path + name, 'неизвестно');
  }
  for (const [name, { required, rule }] of Object.entries(fields)) {
    const given = Object.hasOwn(value, name) ? (value[name] ?? null) : null;
    const wrong = given === null ? (required ? 'обязательно для заполнения' : null) : rule(given);
    if (wrong !== null) problem(errors, path + name, wrong);
  }
  return value;
}

export function text(most: number): FieldRule {
  return (value) => {
    if (typeof value !== 'string') return 'должно быть строкой';
    if (value.trim() === '') return 'не должно быть пустым';
    return Array.from(value).length > most ? `должно быть не длиннее ${most} символов` : null;
  };
}

export function pattern(form: RegExp, wanted: string): FieldRule {
  return (value) => (typeof value === 'string' && form.test(value) ? null : `должно быть ${wanted}`);
}

export function oneOf(values: object): FieldRule {
  const names = Object.keys(values);
  return (value) =>
    typeof value === 'string' && names.includes(value) ? null : `должно быть одним из: ${names.join(', ')}`;
}

export const wholeNumber: FieldRule = (value) =>
  value instanceof NumberText && /^(0|[1-9]\d{0,14})$/.test(value.text) ? null : 'должно быть целым числом';

/** A JSON number above zero with at most two decimals. */
export const sum: FieldRule = (value) => {
  const kopecks = value instanceof NumberText ? parseDecimal(value.text, 2) : null;
  return kopecks !== null && kopecks > 0n
    ? null
    : 'должно быть числом больше нуля с двумя знаками после запятой';
};

export const object: FieldRule = (value) => (isJsonObject(value) ? null : 'должно быть объектом');

export const list: FieldRule = (value) => (Array.isArray(value) ? null : 'должно быть массивом');
