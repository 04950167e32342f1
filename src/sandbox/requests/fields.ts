import { invalid } from '../responses/api-error.ts';
import { type JsonObject, type JsonValue, NumberText } from '../values/json-text.ts';
import { parseDecimal } from '../values/kopecks.ts';

const INTEGER = /^(0|-?[1-9]\d{0,14})$/;

/** A JSON object being checked. It says where it stands, so that an error can name `items[2].price`. */
export class Fields {
  readonly #object: JsonObject;
  readonly #path: string;

  /** @throws ApiError 422 for a field that the schema does not have. */
  constructor(object: JsonObject, path: string, known: readonly string[]) {
    this.#object = object;
    this.#path = path;
    const extra = Object.keys(object).find((name) => !known.includes(name));
    if (extra !== undefined) throw invalid(path + extra, 'unknown field');
  }

  /** The full name of a field, for an error about it. */
  nameOf(field: string): string {
    return this.#path + field;
  }

  required(field: string): JsonValue {
    const value = this.optional(field);
    if (value === null) throw invalid(this.nameOf(field), 'is required');
    return value;
  }

  /** An absent field and a null one mean the same. */
  optional(field: string): JsonValue {
    return Object.hasOwn(this.#object, field) ? (this.#object[field] ?? null) : null;
  }

  text(field: string): string {
    const value = this.required(field);
    if (typeof value !== 'string') throw invalid(this.nameOf(field), 'must be a string');
    if (value.trim() === '') throw invalid(this.nameOf(field), 'must not be empty');
    return value;
  }

  optionalText(field: string): string | null {
    const value = this.optional(field);
    if (value !== null && typeof value !== 'string') throw invalid(this.nameOf(field), 'must be a string');
    return value;
  }

  integer(field: string): number {
    const value = this.required(field);
    if (!(value instanceof NumberText) || !INTEGER.test(value.text)) {
      throw invalid(this.nameOf(field), 'must be an integer');
    }
    return Number(value.text);
  }

  optionalInteger(field: string): number | null {
    return this.optional(field) === null ? null : this.integer(field);
  }

  /** A JSON number with at most `places` decimals, as an integer of its smallest parts. */
  decimal(field: string, places: number): bigint {
    const value = this.required(field);
    if (!(value instanceof NumberText)) throw invalid(this.nameOf(field), 'must be a number');
    const parts = parseDecimal(value.text, places);
    if (parts === null) {
      throw invalid(
        this.nameOf(field),
        `must be a plain non-negative number with at most ${places} decimals`,
      );
    }
    return parts;
  }
}
