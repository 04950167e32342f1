import process from 'node:process';
import { Coverage, type Counts } from '../faults/coverage.ts';
import type { Kit } from '../engine/kit.ts';
import { Simulation } from './simulation.ts';

/** A schedule that violated an invariant. */
export interface Failure {
  readonly seed: number;
  readonly id: string;
  readonly message: string;
  readonly tail: string;
}

export interface BatchResult {
  readonly schedules: number;
  readonly facts: number;
  readonly counts: Counts;
  readonly failures: readonly Failure[];
}

const TAIL = 80;

/** Runs schedules one after another. An uncaught exception counts for the running schedule. */
export class Batch {
  readonly #kit: Kit;
  #running: Simulation | null = null;

  constructor(kit: Kit) {
    this.#kit = kit;
    process.on('unhandledRejection', (reason) => {
      const message = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
      this.#running?.trace.record('crashed', { message });
    });
  }

  /** @param most stops after this many failures */
  async run(seeds: Iterable<number>, most = 3): Promise<BatchResult> {
    const coverage = new Coverage();
    const failures: Failure[] = [];
    let schedules = 0;
    let facts = 0;
    for (const seed of seeds) {
      if (failures.length >= most) break;
      const failure = await this.one(seed, coverage);
      if (failure) failures.push(failure);
      facts += this.#running?.trace.entries.length ?? 0;
      schedules += 1;
    }
    return { schedules, facts, counts: coverage.counts, failures };
  }

  async one(seed: number, coverage: Coverage): Promise<Failure | null> {
    const simulation = new Simulation(this.#kit, seed);
    this.#running = simulation;
    const { violation, trace } = await simulation.run();
    for (const entry of trace.entries) if (entry.kind === 'fault') coverage.hit(entry.name, entry.state);
    return violation && { seed, id: violation.id, message: violation.message, tail: trace.tail(TAIL) };
  }
}
