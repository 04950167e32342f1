interface Timer {
  readonly at: number;
  readonly run: () => void;
  cancelled: boolean;
}

const START = Date.parse('2026-11-21T09:00:00Z');

/** Lets every promise that can go on do so. Nothing in the simulated world waits for a real timer or a real socket. */
const quiet = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Virtual time. The next timer runs only when all that the one before set going has come to rest. */
export class Scheduler {
  now = START;
  /** the next one last */
  readonly #timers: Timer[] = [];

  /** @returns how to call it off */
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

  /** As the kit's worlds want it: ends at once when the signal aborts. `wake` lets a frozen or dead sleeper have its way. */
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

  /** Lets that much time go by. `going` is asked after every step; once it says no, time stands still. */
  async advance(ms: number, going: () => boolean): Promise<void> {
    const end = this.now + ms;
    await quiet();
    for (let timer = this.#timers.at(-1); timer && timer.at <= end && going(); timer = this.#timers.at(-1)) {
      this.#timers.pop();
      if (timer.cancelled) continue;
      this.now = Math.max(this.now, timer.at);
      timer.run();
      await quiet();
    }
    this.now = Math.max(this.now, end);
  }
}
