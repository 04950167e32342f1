/** A JSON number as text. The gateway signs and adds exactly the digits sent, so they must not pass through a float. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A JSON value with its numbers as text. */
export type JsonValue = null | boolean | string | NumberText | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

// TypeScript's library does not declare the third argument yet.
type SourceReviver = (name: string, value: unknown, context?: { readonly source?: string }) => unknown;

const keepNumberText: SourceReviver = (_name, value, context) =>
  typeof value === 'number' ? new NumberText(context?.source ?? String(value)) : value;

/**
 * Reads JSON with every number kept as text.
 * @throws SyntaxError for text that is not JSON, RangeError for too deep nesting.
 */
export function parseJson(text: string): JsonValue {
  return JSON.parse(text, keepNumberText) as JsonValue;
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberText)
  );
}

/** The value with its numbers as JavaScript numbers. */
export function plainJson(value: JsonValue): unknown {
  if (value instanceof NumberText) return Number(value.text);
  if (Array.isArray(value)) return value.map(plainJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainJson(inner)]));
}
