const HEADER_TEXT = /^[!-~](?:[ -~]{0,510}[!-~])?$/;

/**
 * Whether a text goes through an HTTP header and comes out the same. A payment's id and an Idempotency-Key must:
 * `fetch` throws on Cyrillic and line breaks and cuts spaces off, and the payment could never be asked about again.
 */
export const isHeaderText = (value: unknown): value is string =>
  typeof value === 'string' && HEADER_TEXT.test(value);
