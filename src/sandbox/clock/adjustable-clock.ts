import type { SandboxClock } from './sandbox-clock.ts';

/** A callback that is due at a moment, in milliseconds since the epoch. */
interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  readonly purpose: 'answer' | 'background';
}

/**
 * The sandbox's own time: the given clock plus the milliseconds of every `advance`. Timers run in the order of their moments and,
 * within one moment, in the order they were set. While a timer runs, the clock shows the timer's moment, however late it fired.
 */
export class AdjustableClock implements SandboxClock {
  readonly #base: SandboxClock;
  readonly #pending = new Set<Timer>();
  #advanced = 0;
  #moment: number | null = null;
  #timers = 0;

  constructor(base: SandboxClock) {
    this.#base = base;
  }

  now(): number {
    return this.#moment ?? this.#base.now() + this.#advanced;
  }

  /** The sum of all calls of `advance`, in milliseconds. */
  get advanced(): number {
    return this.#advanced;
  }

  /** The moment of the next timer, or null if there is none. */
  next(): number | null {
    return this.#first()?.at ?? null;
  }

  /** Runs `run` at a moment; `purpose` as in `SandboxClock.sleep`. A past moment is due at the next `advance` or request. */
  at(moment: number, run: () => void, purpose: 'answer' | 'background' = 'background'): void {
    const timer = { at: moment, order: this.#timers++, run, purpose };
    this.#pending.add(timer);
    void this.#watch(timer);
  }

  sleep(ms: number, purpose: 'answer' | 'background'): Promise<void> {
    return new Promise((resolve) => this.at(this.now() + ms, resolve, purpose));
  }

  /** Waits `ms` milliseconds of the given clock: a network timeout does not follow `advance`. */
  wait(ms: number): Promise<void> {
    return this.#base.sleep(ms, 'background');
  }

  /** Runs the timers that are due. Every request does this first, so no answer depends on a late timer. @returns how many ran. */
  catchUp(): number {
    return this.#runUntil(this.#base.now() + this.#advanced);
  }

  /** Moves the clock forward by `ms` milliseconds and runs the timers that become due. @returns how many ran. */
  advance(ms: number): number {
    const ran = this.#runUntil(this.#base.now() + this.#advanced + ms);
    this.#advanced += ms;
    // Their sleeps were computed before the advance.
    for (const timer of this.#pending) void this.#watch(timer);
    return ran;
  }

  async #watch(timer: Timer): Promise<void> {
    while (this.#pending.has(timer)) {
      const left = timer.at - this.#base.now() - this.#advanced;
      if (left > 0) await this.#base.sleep(left, timer.purpose);
      // Another timer, which runs now, set this one: `#runUntil` reaches it next.
      else if (this.#moment !== null) await Promise.resolve();
      else this.catchUp();
    }
  }

  #runUntil(moment: number): number {
    // A timer that calls `advance` or `catchUp` must not start a nested run.
    if (this.#moment !== null) return 0;
    let ran = 0;
    for (let timer = this.#first(); timer && timer.at <= moment; timer = this.#first()) {
      this.#pending.delete(timer);
      this.#moment = timer.at;
      ran += 1;
      try {
        timer.run();
      } finally {
        this.#moment = null;
      }
    }
    return ran;
  }

  #first(): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.#pending) {
      if (!first || timer.at < first.at || (timer.at === first.at && timer.order < first.order))
        first = timer;
    }
    return first;
  }
}
