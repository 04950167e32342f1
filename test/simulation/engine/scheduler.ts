interface Timer {
  readonly at: number;
  readonly run: () => void;
  cancelled: boolean;
}

const START = Date.parse('2026-11-21T09:00:00Z');

/** Lets all ready promises run. Nothing in the simulated world waits for a real timer or socket. */
const quiet = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Virtual time. A timer runs only after everything that the previous one started has settled. */
export class Scheduler {
  now = START;
  /** Sorted by time, the next timer last. */
  readonly #timers: Timer[] = [];

  /** @returns a function that cancels the timer */
  after(ms: number, run: () => void): () => void {
    const timer: Timer = { at: this.now + Math.max(Math.ceil(ms), 0), run, cancelled: false };
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#timers[middle]?.at ?? 0) > timer.at) low = middle + 1;
      else high = middle;
    }
    this.#timers.splice(low, 0, timer);
    return () => {
      timer.cancelled = true;
    };
  }

  pass(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  /** Sleeps as the kit's `World` requires: an abort ends it at once. `wake` decides when a frozen or dead page resumes. */
  sleep(
    ms: number,
    signal?: AbortSignal,
    wake: (resolve: () => void) => void = (resolve) => resolve(),
  ): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const heard = () => {
        cancel();
        resolve();
      };
      const cancel = this.after(ms, () => {
        signal?.removeEventListener('abort', heard);
        wake(resolve);
      });
      signal?.addEventListener('abort', heard, { once: true });
    });
  }

  /** Advances virtual time by `ms`. It stops as soon as `running` returns false. */
  async advance(ms: number, running: () => boolean): Promise<void> {
    const end = this.now + ms;
    await quiet();
    for (
      let timer = this.#timers.at(-1);
      timer && timer.at <= end && running();
      timer = this.#timers.at(-1)
    ) {
      this.#timers.pop();
      if (timer.cancelled) continue;
      this.now = Math.max(this.now, timer.at);
      timer.run();
      await quiet();
    }
    this.now = Math.max(this.now, end);
  }
}
