/** A JSON number as it was written. The gateway signs and counts what was sent, so no float may stand in between. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type JsonValue = null | boolean | string | NumberText | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

// TypeScript's library does not describe the third argument yet.
type SourceReviver = (name: string, value: unknown, context?: { readonly source?: string }) => unknown;

const keepNumberText: SourceReviver = (_name, value, context) =>
  typeof value === 'number' ? new NumberText(context?.source ?? String(value)) : value;

/**
 * Reads JSON with every number kept as text.
 * @throws SyntaxError when it is not JSON, RangeError when it nests too deep.
 */
export function parseJson(text: string): JsonValue {
  return JSON.parse(text, keepNumberText) as JsonValue;
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof NumberText)
  );
}

/** The value with its numbers as JavaScript's own, to be written out again. */
export function plainJson(value: JsonValue): unknown {
  if (value instanceof NumberText) return Number(value.text);
  if (Array.isArray(value)) return value.map(plainJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainJson(inner)]));
}
