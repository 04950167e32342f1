import { pollPause, WINDOW, type PollPlan } from './poll-plan.ts';
import type { World } from './world.ts';

/** The result of one ask. */
export interface PollAnswer {
  /** false ends the polling */
  readonly more: boolean;
  /** milliseconds that the answer asks to wait */
  readonly wait?: number | undefined;
}

/** The question that a poller asks. */
export interface PollTask {
  /** the id of what is asked about, the same in every tab */
  readonly topic: () => string | null | undefined;
  ask(signal: AbortSignal): Promise<PollAnswer>;
  /** The plan has ended without a final answer. */
  deadline(): void;
  /** milliseconds between asks after the plan has ended; 0, or no method, ends the polling */
  patience?(): number;
}

/** Minimum time between two asks, also after a wake or a new start. Milliseconds. */
const LEAST = 1000;

/**
 * Minimum time between two asks of a tab while it is another tab's turn. The limit exists because the other tab may hang, or its
 * hints may be forbidden. Milliseconds.
 */
const OTHERS_TURN = 60_000;

/** Time between two checks whether a hidden or offline page may ask again; usually a wake comes first. Milliseconds. */
const ASLEEP = 30_000;

/** Asks by a plan until it is stopped. One run at a time: a new start ends the one before. */
export class Poller {
  readonly #world: World;
  readonly #plan: PollPlan;
  readonly #task: PollTask;
  #run: AbortController | null = null;
  /** ends the present wait */
  #wait: AbortController | null = null;
  /** true if the next ask is due as soon as it is allowed: after a start or a wake */
  #wanted = false;
  /** true if it is this tab's turn to ask on schedule; an ask after a wake needs no turn */
  #ours = true;
  /** the pause after the last ask, in milliseconds since `since`; it survives a restart, so that a `Retry-After` is kept */
  #pause = { since: 0, least: 0, whole: 0 };
  /** the times of this tab's asks, so that wakes and restarts count against the plan's limit too */
  #asked: number[] = [];

  constructor(world: World, plan: PollPlan, task: PollTask) {
    this.#world = world;
    this.#plan = plan;
    this.#task = task;
  }

  /** @param once ask once, then call `deadline` */
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
        this.#wait?.abort();
      },
      run.signal,
    );
    void this.#loop(run.signal, once).finally(() => run.abort());
  }

  stop(): void {
    this.#run?.abort();
    this.#wait?.abort();
  }

  /** true while the poller runs */
  get running(): boolean {
    return this.#run?.signal.aborted === false;
  }

  /** Ends the present pause early, also the pause after an ask that is under way. */
  wake(): void {
    this.#wanted = true;
    this.#wait?.abort();
  }

  async #loop(run: AbortSignal, once: boolean): Promise<void> {
    const world = this.#world;
    let end = world.now() + WINDOW;
    for (let n = 0; ; n += 1) {
      end += await this.#ready(run);
      if (run.aborted) return;
      const asks = this.#countAsk();
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
   * Waits until the page is awake and the pause is over.
   *
   * @returns milliseconds that the page was hidden or offline; they do not count against the plan's time
   */
  async #ready(run: AbortSignal): Promise<number> {
    const world = this.#world;
    let asleep = 0;
    while (!run.aborted) {
      const since = world.now();
      const awake = world.awake();
      const left = awake ? this.#left(since) : ASLEEP;
      if (left <= 0) break;
      this.#wait = new AbortController();
      await world.sleep(left, this.#wait.signal);
      if (!awake) asleep += world.now() - since;
    }
    return asleep;
  }

  #left(now: number): number {
    const { since, least, whole } = this.#pause;
    // a clock that was set back does not make the pause longer
    this.#pause.since = Math.min(since, now);
    const scheduled = this.#ours ? whole : Math.max(whole, OTHERS_TURN);
    return this.#pause.since + (this.#wanted ? least : scheduled) - now;
  }

  /** Counts one more ask. @returns false if the plan's limit is reached */
  #countAsk(): boolean {
    const now = this.#world.now();
    // set also at the limit, so that a wake does not bypass it and a longer pause counts from here
    this.#pause = { since: now, least: LEAST, whole: LEAST };
    this.#wanted = false;
    this.#asked = this.#asked.filter((time) => time > now - WINDOW);
    const free = this.#asked.length < this.#plan.most;
    if (free) this.#asked.push(now);
    return free;
  }
}
