/**
 * Reads `Retry-After` (RFC 9110, 10.2.3: seconds or a date), held between 1 and 120 seconds so that no answer can make
 * the widget hammer or fall silent.
 *
 * @returns milliseconds, or `undefined` when there is nothing to honour
 */
export function readRetryAfter(value: string | null, now: number): number | undefined {
  if (!value) return undefined;
  // Date reads nearly anything, "-5" as a year; but it writes a moment in one way only, the one that servers write too
  const isDate = new Date(value).toUTCString() === value;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : isDate ? Date.parse(value) - now : NaN;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 1000), 120_000);
}
