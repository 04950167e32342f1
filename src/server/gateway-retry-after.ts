const LEAST_MS = 1_000;
const MOST_MS = 120_000;
const SECONDS = /^[0-9]+$/;
/** The three forms of an HTTP date begin with a day's name; `Date.parse` alone would take "-5" for a year. */
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/**
 * Reads `Retry-After` (RFC 9110, 10.2.3: seconds or an HTTP date), held between 1 and 120 seconds so that no answer can make
 * a caller hammer or fall silent.
 *
 * @param now ms since the epoch
 * @returns ms to wait, or `null` when there is nothing to honour
 */
export function readRetryAfter(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  const wait = SECONDS.test(text) ? Number(text) * 1000 : readDate(text) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, LEAST_MS), MOST_MS);
}

function readDate(text: string): number {
  if (!HTTP_DATE.test(text)) return Number.NaN;
  // the oldest form names no zone and means GMT, where Date would take the machine's own
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
}
