import type { Journal } from './journal.ts';
import { broken, readReply, silence, type Reply } from './reply.ts';
import type { Scheduler } from './scheduler.ts';
import type { Signer, World } from '../../src/server/index.ts';

/** A death that waits for its moment: the n-th thing from now that is awaited outside the process. */
interface Doom {
  left: number;
  readonly after: boolean;
}

/**
 * One run of a signer's process. All that it awaits goes through {@link step}, so that it can die at any of them, before or
 * after the effect: whatever it was doing then is never heard of again.
 */
export class SignerProcess {
  readonly id: number;
  alive = true;
  /** how far its clock is off, ms */
  offset = 0;
  readonly #scheduler: Scheduler;
  readonly #journal: Journal;
  readonly #open = new Set<(error: Error) => void>();
  #doom: Doom | null = null;
  #signer: Signer | null = null;

  constructor(id: number, scheduler: Scheduler, journal: Journal) {
    this.id = id;
    this.#scheduler = scheduler;
    this.#journal = journal;
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

  doom(left: number, after: boolean): void {
    this.#doom = { left, after };
  }

  /** @throws {TypeError} when the process dies before it has answered */
  async handle(request: Request): Promise<Reply> {
    return this.#unlessDead(async (signer) => readReply(await signer.fetch(request)));
  }

  async reconcile(): Promise<void> {
    await this.#unlessDead((signer) => signer.reconcile());
  }

  async step<T>(what: string, effect: () => Promise<T>): Promise<T> {
    if (!this.alive) return silence();
    const doomed = this.#doom !== null && (this.#doom.left -= 1) <= 0;
    if (doomed && !this.#doom?.after) {
      this.die(`${what}, before`);
      return silence();
    }
    try {
      const result = await effect();
      if (doomed) this.die(`${what}, after`);
      return this.alive ? result : await silence();
    } catch (error) {
      if (!this.alive) return silence();
      throw error;
    }
  }

  die(at: string): void {
    if (!this.alive) return;
    this.alive = false;
    this.#journal.note('died', { process: this.id, at });
    for (const reset of this.#open) reset(broken());
    this.#open.clear();
  }

  async #unlessDead<T>(work: (signer: Signer) => Promise<T>): Promise<T> {
    const signer = this.#signer;
    if (!signer || !this.alive) throw broken();
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
