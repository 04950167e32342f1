/** Noon in Greenwich: the same day almost everywhere. */
const NOW = Date.UTC(2026, 10, 21, 12);

const RealDate = Date;

/**
 * A clock that stands, so that no picture knows when it was taken. `leap` turns it like a real one. Timers go on: only
 * what is written of time must not change.
 */
class StandingDate extends RealDate {
  constructor(...args: readonly [] | readonly [number | string]) {
    super(args[0] ?? Date.now());
  }

  static override now(): number {
    return NOW;
  }
}

globalThis.Date = StandingDate as typeof Date;

/** From this on somebody's patience ends, and the page gives up waiting. Milliseconds. */
const PATIENCE = 5000;

const { setTimeout: realTimeout } = globalThis;

/** The real one, for a test that has to give up. */
export const later = (call: () => void, ms: number): number => realTimeout(call, ms) as unknown as number;

// a scene that waits for ever must be the same a minute later
window.setTimeout = ((call: () => void, ms = 0, ...more: unknown[]) =>
  ms < PATIENCE ? realTimeout(call, ms, ...more) : 0) as typeof window.setTimeout;
AbortSignal.timeout = () => new AbortController().signal;

// a payment looks again at these events, and how early they come depends on the machine
for (const name of ['focus', 'pageshow']) addEventListener(name, (event) => event.stopImmediatePropagation());
