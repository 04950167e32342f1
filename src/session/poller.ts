import { pollPause, type PollPlan } from './poll-plan.ts';
import type { World } from './world.ts';

export interface PollTask {
  /** Asks once. @returns whether to go on, and for how many milliseconds the answer asked to be left alone */
  ask(signal: AbortSignal): Promise<{ readonly more: boolean; readonly wait?: number | undefined }>;
  /** the plan's end came and the question is still open */
  deadline(): void;
}

/** The least time between two asks when a wake or a new start wants the next one at once. Milliseconds. */
const LEAST = 1000;

/** Asks by a plan until told to stop. One at a time: a new start ends the one before. */
export class Poller {
  readonly #world: World;
  #run: AbortController | null = null;
  #nap: AbortController | null = null;
  /** whether the page was looked at since the last ask began */
  #woken = false;
  /** when each ask of this tab was made, so that wakes and restarts stay inside the plan's bound too */
  #asked: number[] = [];
  /** how long nothing may be asked, whoever wants it: a restart must not get round a `Retry-After` either */
  #quiet = { since: 0, ms: 0 };

  constructor(world: World) {
    this.#world = world;
  }

  /** @param once ask a single time, then give up with `deadline` */
  start(plan: PollPlan, task: PollTask, once = false): void {
    this.stop();
    const run = new AbortController();
    this.#run = run;
    void this.#loop(plan, task, once, run.signal).finally(() => {
      if (this.#run === run) this.#run = null;
    });
  }

  stop(): void {
    this.#run?.abort();
    this.#nap?.abort();
    this.#run = null;
  }

  /** whether a question is still open */
  get running(): boolean {
    return this.#run !== null;
  }

  /** Cuts the present pause short: the page was looked at again. */
  wake(): void {
    this.#woken = true;
    this.#nap?.abort();
  }

  async #loop(plan: PollPlan, task: PollTask, once: boolean, run: AbortSignal): Promise<void> {
    const world = this.#world;
    let end = world.now() + plan.window;
    for (let n = 0; ; n += 1) {
      end += await this.#ready(plan, run);
      if (run.aborted) return;
      if (!this.#book(plan)) return task.deadline();
      const { more, wait = 0 } = await task.ask(run);
      if (!run.aborted) this.#quiet = { since: world.now(), ms: Math.max(wait, LEAST) };
      if (run.aborted || !more) return;
      if (once || world.now() >= end) return task.deadline();
      await this.#rest(Math.max(pollPause(plan, n, world.random()), wait), run);
    }
  }

  /**
   * Waits until asking makes sense and is allowed.
   *
   * @returns for how long the page was asleep: a buyer who comes back from the bank's app has waited for nothing yet
   */
  async #ready(plan: PollPlan, run: AbortSignal): Promise<number> {
    const world = this.#world;
    let asleep = 0;
    while (!run.aborted) {
      const since = world.now();
      if (!world.awake()) {
        await this.#sleep(plan.longest, run);
        asleep += world.now() - since;
      } else if (this.#quietLeft() > 0) {
        await world.sleep(this.#quietLeft(), run);
        if (!run.aborted) this.#quiet.ms = 0;
      } else break;
    }
    return asleep;
  }

  /** never more than was asked for, also when the clock was set back meanwhile */
  #quietLeft(): number {
    const { since, ms } = this.#quiet;
    return Math.min(since + ms - this.#world.now(), ms);
  }

  /** @returns whether the plan's bound leaves room for one more ask */
  #book({ most, window }: PollPlan): boolean {
    const now = this.#world.now();
    this.#asked = this.#asked.filter((time) => time > now - window);
    if (this.#asked.length >= most) return false;
    this.#asked.push(now);
    this.#quiet = { since: now, ms: LEAST };
    this.#woken = false;
    return true;
  }

  /** A wake cuts the pause short, also one that came while the answer was on its way. */
  async #rest(pause: number, run: AbortSignal): Promise<void> {
    if (!this.#woken) await this.#sleep(pause, run);
    if (!this.#woken && !run.aborted) this.#quiet.ms = 0;
  }

  async #sleep(ms: number, run: AbortSignal): Promise<void> {
    if (run.aborted) return;
    const nap = new AbortController();
    this.#nap = nap;
    await this.#world.sleep(ms, nap.signal);
  }
}
