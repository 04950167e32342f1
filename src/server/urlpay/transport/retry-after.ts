const MIN_MS = 1_000;
const MAX_MS = 120_000;
const SECONDS = /^[0-9]+$/;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** The form that `toUTCString` writes: day name, day, month, year, the year's last two digits, time. */
const UTC = /^(...), (..) (...) (..(..)) (.{8}) GMT$/;

/**
 * Reads `Retry-After` (RFC 9110, 10.2.3: seconds or an HTTP date), limited to 1 to 120 seconds: a shorter wait would flood
 * the gateway, a longer one would stop the caller.
 *
 * @param now ms since the epoch
 * @returns ms to wait, or `null` without a readable value
 */
export function readRetryAfter(value: string | null, now: number): number | null {
  const text = value?.trim() ?? '';
  const wait = SECONDS.test(text) ? Number(text) * 1000 : readDate(text) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, MIN_MS), MAX_MS);
}

/** The time of an HTTP date in any of its three forms (RFC 9110, 5.6.7), in ms since the epoch; `NaN` for other text. */
function readDate(text: string): number {
  // the asctime form names no zone and means GMT; `Date` would take the machine's zone
  const date = new Date(text.endsWith('GMT') ? text : `${text} GMT`);
  // `Date` accepts nearly any text, e.g. "-5" as a year; only text that equals one of the three forms counts
  return spellings(date).includes(text) ? date.getTime() : Number.NaN;
}

/** The three forms of an HTTP date: IMF-fixdate, RFC 850, asctime. */
function spellings(date: Date): string[] {
  const utc = date.toUTCString();
  const day = String(date.getUTCDate()).padStart(2);
  return [
    utc,
    utc.replace(UTC, `${DAYS[date.getUTCDay()]}, $2-$3-$5 $6 GMT`),
    utc.replace(UTC, `$1 $3 ${day} $6 $4`),
  ];
}
