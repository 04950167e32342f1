/** Interval between updates of the time left. Milliseconds. */
const MINUTE = 60_000;

/** Calls once a minute while it runs, to update the time left of a hold. */
export class Countdown {
  readonly #tick: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(tick: () => void) {
    this.#tick = tick;
  }

  /** Starts or stops the calls. */
  set running(wanted: boolean) {
    clearInterval(this.#timer);
    this.#timer = wanted ? setInterval(this.#tick, MINUTE) : undefined;
  }
}
