const realNow = Date.now.bind(Date);
let offsetMs = 0;

/** Moves `Date.now()` of this page forward, so that a timeout of a quarter of an hour passes at once. */
export function advanceClock(minutes: number): void {
  offsetMs += minutes * 60_000;
  Date.now = () => realNow() + offsetMs;
}
