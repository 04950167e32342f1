import { pollPause, type PollPlan } from './poll-plan.ts';
import type { World } from './world.ts';

export interface PollTask {
  /** Asks once. @returns whether to go on, and for how many milliseconds the answer asked to be left alone */
  ask(signal: AbortSignal): Promise<{ readonly more: boolean; readonly wait?: number | undefined }>;
  /** the plan's end came and the question is still open */
  deadline(): void;
}

/** Asks by a plan until told to stop. One at a time: a new start ends the one before. */
export class Poller {
  readonly #world: World;
  #run: AbortController | null = null;
  #nap: AbortController | null = null;
  /** when each ask of this tab was made, so that wakes and restarts stay inside the plan's bound too */
  #asked: number[] = [];

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
    this.#nap?.abort();
  }

  async #loop(plan: PollPlan, task: PollTask, once: boolean, run: AbortSignal): Promise<void> {
    const { now, random } = this.#world;
    const end = now() + plan.window;
    for (let n = 0; !run.aborted; n += 1) {
      if (!this.#world.awake()) {
        await this.#sleep(plan.longest, run);
        continue;
      }
      this.#asked = this.#asked.filter((time) => time > now() - plan.window);
      if (this.#asked.length >= plan.most) return task.deadline();
      this.#asked.push(now());
      const { more, wait = 0 } = await task.ask(run);
      if (run.aborted || !more) return;
      if (once || now() >= end) return task.deadline();
      await this.#rest(Math.max(pollPause(plan, n, random()), wait), wait, run);
    }
  }

  /** A wake cuts a pause short, but never below what the answer asked for or one second. */
  async #rest(pause: number, wait: number, run: AbortSignal): Promise<void> {
    const least = Math.min(pause, Math.max(wait, 1000));
    await this.#world.sleep(least, run);
    if (pause > least) await this.#sleep(pause - least, run);
  }

  async #sleep(ms: number, run: AbortSignal): Promise<void> {
    if (run.aborted) return;
    const nap = new AbortController();
    this.#nap = nap;
    await this.#world.sleep(ms, nap.signal);
  }
}
