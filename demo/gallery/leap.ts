const realNow = Date.now.bind(Date);
let ahead = 0;

/** Lets time pass at once, for this page alone: nobody looks at a gallery for a quarter of an hour. */
export function leap(minutes: number): void {
  ahead += minutes * 60_000;
  Date.now = () => realNow() + ahead;
}
