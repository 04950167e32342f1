import type { SandboxClock } from './sandbox-clock.ts';

/** Something to be done at a moment, in milliseconds since the epoch. */
interface Timer {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  readonly purpose: 'answer' | 'background';
}

/**
 * The sandbox's own time: the clock it was given, plus however far it has been turned. Timers run in the order of their moments
 * and, within one moment, in the order they were set; while one runs, the clock shows its moment, however late it woke.
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

  /** How far it has been turned, in milliseconds. */
  get advanced(): number {
    return this.#advanced;
  }

  /** When the next timer is due, or null if there is none. */
  next(): number | null {
    return this.#first()?.at ?? null;
  }

  /** Runs `run` at a moment; `purpose` as in `SandboxClock.sleep`. A moment that has passed comes with the next turn or request. */
  at(moment: number, run: () => void, purpose: 'answer' | 'background' = 'background'): void {
    const timer = { at: moment, order: this.#timers++, run, purpose };
    this.#pending.add(timer);
    void this.#watch(timer);
  }

  sleep(ms: number, purpose: 'answer' | 'background'): Promise<void> {
    return new Promise((resolve) => this.at(this.now() + ms, resolve, purpose));
  }

  /** Waits on the clock it was given: patience with a network is no matter of the sandbox's calendar. */
  wait(ms: number): Promise<void> {
    return this.#base.sleep(ms, 'background');
  }

  /** Runs what is due. A request does this first, so no answer depends on whether a timer woke in time. */
  catchUp(): number {
    return this.#runUntil(this.#base.now() + this.#advanced);
  }

  /** Turns the clock on and runs what falls due on the way. @returns how many timers ran. */
  advance(ms: number): number {
    const ran = this.#runUntil(this.#base.now() + this.#advanced + ms);
    this.#advanced += ms;
    // Their sleeps were measured before the turn.
    for (const timer of this.#pending) void this.#watch(timer);
    return ran;
  }

  async #watch(timer: Timer): Promise<void> {
    while (this.#pending.has(timer)) {
      const left = timer.at - this.#base.now() - this.#advanced;
      if (left > 0) await this.#base.sleep(left, timer.purpose);
      // Set by a timer that is running now: the round it belongs to takes this one along.
      else if (this.#moment !== null) await Promise.resolve();
      else this.catchUp();
    }
  }

  #runUntil(moment: number): number {
    // A timer that turns the clock or asks the time must not start the round again.
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
