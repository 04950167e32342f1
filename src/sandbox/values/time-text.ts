/** `2026-03-01T09:00:00Z`, as the API writes a moment. @param time milliseconds since the epoch. */
export function timeText(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** `2026-03-01`, the UTC date of a moment in milliseconds since the epoch. */
export function dateText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
