import type { Trace } from '../trace/trace.ts';
import { networkError, readReply, never, type Reply } from './reply.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import type { Signer, World } from '../../../src/server/index.ts';

/** A kill at the n-th await from now that leaves the process. */
interface PlannedKill {
  left: number;
  readonly after: boolean;
}

/**
 * One run of a signer's process. Every await outside the process goes through {@link step}, so a kill can strike before or after
 * each effect. The killed code never continues.
 */
export class SignerProcess {
  readonly id: number;
  alive = true;
  /** Offset of its clock, milliseconds. */
  offset = 0;
  readonly #scheduler: Scheduler;
  readonly #trace: Trace;
  readonly #open = new Set<(error: Error) => void>();
  #kill: PlannedKill | null = null;
  #signer: Signer | null = null;

  constructor(id: number, scheduler: Scheduler, trace: Trace) {
    this.id = id;
    this.#scheduler = scheduler;
    this.#trace = trace;
  }

  run(signer: Signer): this {
    this.#signer = signer;
    return this;
  }

  readonly now: World['now'] = () => this.#scheduler.now + this.offset;

  readonly sleep: World['sleep'] = (ms, signal) =>
    this.#scheduler.sleep(ms, signal, (resolve) => {
      if (this.alive) resolve();
    });

  killAfter(left: number, after: boolean): void {
    this.#kill = { left, after };
  }

  /** @throws {TypeError} when the process dies before it has answered */
  async handle(request: Request): Promise<Reply> {
    return this.#unlessDead(async (signer) => readReply(await signer.fetch(request)));
  }

  async reconcile(): Promise<void> {
    await this.#unlessDead((signer) => signer.reconcile());
  }

  async step<T>(what: string, effect: () => Promise<T>): Promise<T> {
    if (!this.alive) return never();
    const killed = this.#kill !== null && (this.#kill.left -= 1) <= 0;
    if (killed && !this.#kill?.after) {
      this.die(`${what}, before`);
      return never();
    }
    try {
      const result = await effect();
      if (killed) this.die(`${what}, after`);
      return this.alive ? result : await never();
    } catch (error) {
      if (!this.alive) return never();
      throw error;
    }
  }

  die(at: string): void {
    if (!this.alive) return;
    this.alive = false;
    this.#trace.record('died', { process: this.id, at });
    for (const reset of this.#open) reset(networkError());
    this.#open.clear();
  }

  async #unlessDead<T>(work: (signer: Signer) => Promise<T>): Promise<T> {
    const signer = this.#signer;
    if (!signer || !this.alive) throw networkError();
    let reset: (error: Error) => void = () => undefined;
    const death = new Promise<never>((_, reject) => {
      reset = reject;
    });
    this.#open.add(reset);
    try {
      return await Promise.race([work(signer), death]);
    } finally {
      this.#open.delete(reset);
    }
  }
}
