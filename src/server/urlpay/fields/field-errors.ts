/** Turns the issues of a schema into the field errors of a `KvitError`. */
import { KvitError, type FieldError } from '../../../domain/errors/kvit-error.ts';

/** The part of a schema that is used here; zod and zod/mini share it. */
export interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: { issues: Issues } };
}

export type Issues = readonly {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** fields that a strict schema does not know */
  readonly keys?: readonly unknown[] | undefined;
}[];

const MAX_ERRORS = 50;
const MAX_NAME = 64;

/** Writes a parser's path as `payouts[2].amount`. A name may come from outside, so each is cut. */
function fieldOf(path: readonly PropertyKey[]): string {
  const joined = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${cut(String(key))}`)).join('');
  return joined.replace(/^\./, '') || 'body';
}

const cut = (name: string): string => (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name);

/** Lists every broken rule by its field, in the API's own names. It quotes no value. */
export function fieldErrors(issues: Issues): readonly FieldError[] {
  const found = issues.flatMap(({ path, message, keys }) =>
    keys
      ? keys.map((key) => ({ field: fieldOf([...path, String(key)]), message: 'is not a known field' }))
      : [{ field: fieldOf(path), message }],
  );
  return found.slice(0, MAX_ERRORS);
}

/**
 * Checks a request before it is sent.
 *
 * @param where the call, for the message
 * @throws {KvitError} `refused` without a status: nothing was sent; `errors` names each field with the rule it breaks
 */
export function readRequest<T>(schema: Schema<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error.issues);
  const rules = errors.map(({ field, message }) => `${field}: ${message}`);
  throw new KvitError('refused', [`${where}: nothing was sent`, ...rules].join('\n'), { errors });
}
