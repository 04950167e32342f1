const HEADER_TEXT = /^[\x21-\x7e](?:[\x20-\x7e]{0,510}[\x21-\x7e])?$/;

/**
 * Whether a text goes through an HTTP header and comes out the same. A payment's id and an Idempotency-Key must:
 * `fetch` throws on Cyrillic and line breaks and cuts spaces off, and the payment could never be asked about again.
 */
export const isHeaderText = (value: unknown): value is string =>
  typeof value === 'string' && HEADER_TEXT.test(value);
