const LEAST_MS = 1_000;
const MOST_MS = 120_000;
const SECONDS = /^[0-9]+$/;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** What `toUTCString` writes: name of the day, day, month, year, its last digits, time. */
const UTC = /^(...), (..) (...) (..(..)) (.{8}) GMT$/;

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

/** The moment of an HTTP date in any of its three forms (RFC 9110, 5.6.7), `NaN` of anything else. */
function readDate(text: string): number {
  // the oldest form names no zone and means GMT, where Date would take the machine's own
  const date = new Date(text.endsWith('GMT') ? text : `${text} GMT`);
  // Date reads nearly anything, "-5" as a year and 31 February as 3 March; but it writes a moment in one way only
  return spellings(date).includes(text) ? date.getTime() : Number.NaN;
}

function spellings(date: Date): string[] {
  const utc = date.toUTCString();
  const day = String(date.getUTCDate()).padStart(2);
  return [
    utc,
    utc.replace(UTC, `${DAYS[date.getUTCDay()]}, $2-$3-$5 $6 GMT`),
    utc.replace(UTC, `$1 $3 ${day} $6 $4`),
  ];
}
