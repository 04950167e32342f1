const LEAST = 1000;
const MOST = 120_000;

/** Milliseconds to wait, or `null` for a text that is neither seconds nor an HTTP date. */
function readWait(value: string, now: number): number | null {
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Date reads almost any text, "-5" as a year, but writes a moment in one way only, which is also the one of HTTP
  const isHttpDate = new Date(value).toUTCString() === value;
  return isHttpDate && !Number.isNaN(Date.parse(value)) ? Date.parse(value) - now : null;
}

/**
 * Reads `Retry-After` (RFC 9110, 10.2.3: seconds or a date). The result is clamped to 1 to 120 seconds, so that no answer can make
 * the widget hammer the signer or fall silent.
 *
 * @param now milliseconds since 1970
 * @returns milliseconds, or `undefined` when the header is missing or unreadable
 */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  const wait = value ? readWait(value, now) : null;
  return wait === null ? undefined : Math.min(Math.max(wait, LEAST), MOST);
}
