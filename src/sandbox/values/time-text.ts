/** A moment as the API writes it: `2026-03-01T09:00:00Z`. @param time milliseconds since the epoch. */
export function timeText(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The UTC date of a moment: `2026-03-01`. @param time milliseconds since the epoch. */
export function dateText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
