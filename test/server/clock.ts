/** A clock that moves only when told to: by `advance`, or by `run` while a promise is pending. */
export class Clock {
  #now = Date.parse('2026-11-21T09:00:00Z');
  #sleepers: { until: number; wake: () => void }[] = [];

  readonly now = (): number => this.#now;

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const sleeper = { until: this.#now + ms, wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      });
    });

  /** The number of pending sleeps. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  advance(ms: number): void {
    this.#now += ms;
    const due = this.#sleepers.filter(({ until }) => until <= this.#now);
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.#now);
    for (const { wake } of due) wake();
  }

  /** Advances time in steps until the promise settles. @param step ms; longer steps are faster, shorter ones leave more turns */
  async run<T>(promise: Promise<T>, step = 100): Promise<T> {
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    watched.catch(() => undefined);
    await breathe();
    while (!settled) {
      this.advance(step);
      await breathe();
    }
    return watched;
  }
}

/** Waits for a condition that other code makes true. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await breathe();
}

/** Lets all pending callbacks run. Hashing takes an unknown number of turns. */
export async function breathe(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 2));
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
