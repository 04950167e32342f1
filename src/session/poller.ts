import { pollPause, WINDOW, type PollPlan } from './poll-plan.ts';
import type { World } from './world.ts';

export interface PollAnswer {
  /** whether to go on */
  readonly more: boolean;
  /** for how many milliseconds the answer asked to be left alone */
  readonly wait?: number | undefined;
}

export interface PollTask {
  /** whose it is, the same in every tab */
  readonly topic: () => string | null | undefined;
  ask(signal: AbortSignal): Promise<PollAnswer>;
  /** the plan's end came and the question is still open */
  deadline(): void;
  /** after how many milliseconds to ask all the same once the plan has ended; 0, or not to be told, is not at all */
  patience?(): number;
}

/** The least time between two asks when a wake or a new start wants the next one at once. Milliseconds. */
const LEAST = 1000;

/**
 * The least time between two asks of a tab while another one asks for both and would tell. Not endless: the other may hang,
 * and how it tells may be forbidden. Milliseconds.
 */
const OTHERS_TURN = 60_000;

/** How often a page that may not ask looks whether it may again; mostly a wake tells it. Milliseconds. */
const ASLEEP = 30_000;

/** Asks by a plan until told to stop. One at a time: a new start ends the one before. */
export class Poller {
  readonly #world: World;
  readonly #plan: PollPlan;
  readonly #task: PollTask;
  #run: AbortController | null = null;
  #nap: AbortController | null = null;
  /** whether the next ask is wanted as soon as it is allowed: on a start, or when the page was looked at again */
  #wanted = false;
  /** whether it is for this tab to ask on schedule; what is wanted at once each tab asks itself */
  #ours = true;
  /** what the last ask or its answer left to wait for; a restart must not get round a `Retry-After` either */
  #pause = { since: 0, least: 0, whole: 0 };
  /** when each ask of this tab was made, so that wakes and restarts stay inside the plan's bound too */
  #asked: number[] = [];

  constructor(world: World, plan: PollPlan, task: PollTask) {
    this.#world = world;
    this.#plan = plan;
    this.#task = task;
  }

  /** @param once ask a single time, then give up with `deadline` */
  start(once = false): void {
    this.stop();
    const run = new AbortController();
    this.#run = run;
    this.#wanted = true;
    this.#ours = true;
    const name = `kvit:1:${this.#plan.name}:${this.#task.topic()}`;
    this.#world.takeTurns(
      name,
      (ours) => {
        this.#ours = ours;
        this.#nap?.abort();
      },
      run.signal,
    );
    void this.#loop(run.signal, once).finally(() => run.abort());
  }

  stop(): void {
    this.#run?.abort();
    this.#nap?.abort();
  }

  /** whether a question is still open */
  get running(): boolean {
    return this.#run?.signal.aborted === false;
  }

  /** Cuts the present pause short, also one that begins when the answer on its way is here. */
  wake(): void {
    this.#wanted = true;
    this.#nap?.abort();
  }

  async #loop(run: AbortSignal, once: boolean): Promise<void> {
    const world = this.#world;
    let end = world.now() + WINDOW;
    for (let n = 0; ; n += 1) {
      end += await this.#ready(run);
      if (run.aborted) return;
      const asks = this.#book();
      if (asks) {
        const { more, wait = 0 } = await this.#task.ask(run);
        if (run.aborted) return;
        const whole = pollPause(this.#plan, n, world.random());
        this.#pause = { since: world.now(), least: Math.max(wait, LEAST), whole: Math.max(wait, whole) };
        if (!more) return;
        if (!once && world.now() < end) continue;
      }
      this.#task.deadline();
      const patience = this.#task.patience?.() ?? 0;
      if (patience === 0) return;
      this.#pause.whole = Math.max(this.#pause.whole, patience);
    }
  }

  /**
   * Waits until asking makes sense and is allowed.
   *
   * @returns for how long the page was asleep: a buyer who comes back from the bank's app has waited for nothing yet
   */
  async #ready(run: AbortSignal): Promise<number> {
    const world = this.#world;
    let asleep = 0;
    while (!run.aborted) {
      const since = world.now();
      const awake = world.awake();
      const left = awake ? this.#left(since) : ASLEEP;
      if (left <= 0) break;
      this.#nap = new AbortController();
      await world.sleep(left, this.#nap.signal);
      if (!awake) asleep += world.now() - since;
    }
    return asleep;
  }

  #left(now: number): number {
    const { since, least, whole } = this.#pause;
    // never more than was asked for, also when the clock was set back meanwhile
    this.#pause.since = Math.min(since, now);
    const scheduled = this.#ours ? whole : Math.max(whole, OTHERS_TURN);
    return this.#pause.since + (this.#wanted ? least : scheduled) - now;
  }

  /** @returns whether the plan's bound leaves room for one more ask */
  #book(): boolean {
    const now = this.#world.now();
    // also when there is none: a wake does not get round the bound, and what waits longer counts from here
    this.#pause = { since: now, least: LEAST, whole: LEAST };
    this.#wanted = false;
    this.#asked = this.#asked.filter((time) => time > now - WINDOW);
    const free = this.#asked.length < this.#plan.most;
    if (free) this.#asked.push(now);
    return free;
  }
}
