const HEADER_TEXT = /^[!-~](?:[ -~]{0,510}[!-~])?$/;

/**
 * True for a text that an HTTP header carries unchanged: 1 to 512 printable ASCII characters without spaces at the ends.
 *
 * A payment's id and an Idempotency-Key are sent in headers. `fetch` throws on Cyrillic and line breaks and cuts off spaces, so the
 * browser could never ask about such a payment again.
 */
export const isHeaderText = (value: unknown): value is string =>
  typeof value === 'string' && HEADER_TEXT.test(value);
