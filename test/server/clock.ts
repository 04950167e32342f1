/** Time that moves only when told to: `advance` by hand, or `run` while something is waited for. */
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

  /** How many are asleep. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  advance(ms: number): void {
    this.#now += ms;
    const due = this.#sleepers.filter(({ until }) => until <= this.#now);
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.#now);
    for (const { wake } of due) wake();
  }

  /** Lets time pass in steps of 100 ms until the promise is settled. */
  async run<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    watched.catch(() => undefined);
    await breathe();
    while (!settled) {
      this.advance(100);
      await breathe();
    }
    return watched;
  }
}

/** Waits for something that happens by itself. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await breathe();
}

/** Lets everything that is ready run; hashing takes an unknown number of turns. */
export async function breathe(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 2));
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
