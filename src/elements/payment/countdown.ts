/** How often what is left of a hold is told anew. Milliseconds. */
const MINUTE = 60_000;

/** Calls once a minute while there is something to count down to. */
export class Countdown {
  readonly #tick: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(tick: () => void) {
    this.#tick = tick;
  }

  set running(wanted: boolean) {
    clearInterval(this.#timer);
    this.#timer = wanted ? setInterval(this.#tick, MINUTE) : undefined;
  }
}
