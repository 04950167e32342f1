/** The source of time. A simulation passes its own and controls every wait of the sandbox. */
export interface SandboxClock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds. A caller waits for an `answer`; `background` work (callbacks) must not keep a process
   * alive.
   */
  sleep(ms: number, purpose: 'answer' | 'background'): Promise<void>;
}

// `setTimeout` turns a longer delay into one millisecond, and a hold can last a month.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The real clock: `Date.now` and `setTimeout`. */
export const systemClock: SandboxClock = {
  now: () => Date.now(),
  async sleep(ms, purpose) {
    for (let left = ms; left > 0; left -= LONGEST_TIMER_MS) {
      await timer(Math.min(left, LONGEST_TIMER_MS), purpose === 'background');
    }
  },
};

function timer(ms: number, background: boolean): Promise<void> {
  return new Promise((resolve) => {
    const handle: unknown = setTimeout(resolve, ms);
    if (background && hasUnref(handle)) handle.unref();
  });
}

// `setTimeout` returns an object in Node and a number in browsers.
function hasUnref(handle: unknown): handle is { unref(): void } {
  return typeof handle === 'object' && handle !== null && 'unref' in handle;
}
