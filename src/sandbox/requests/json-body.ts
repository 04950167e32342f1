import { invalid } from '../responses/api-error.ts';
import { type JsonValue, parseJson } from '../values/json-text.ts';

const LONGEST_BODY = 1_000_000;

/** Reads the JSON of a request. @throws ApiError 422 for a text over a million characters or not JSON. */
export function parseBody(text: string): JsonValue {
  if (text.length > LONGEST_BODY) throw invalid('body', 'is too long');
  try {
    return parseJson(text);
  } catch {
    throw invalid('body', 'must be JSON');
  }
}
