import type { Random } from '../engine/random.ts';
import type { State } from '../trace/states.ts';
import type { Trace } from '../trace/trace.ts';
import { FAULT_NAMES, type FaultName } from './faults.ts';

/** Ordinary acts of buyers and gateways. Without them a run seldom reaches most states. */
const ORDINARY = new Set<string>([
  'second tab',
  'price changes',
  'old page paid',
  'declines',
  'cancels',
  'holds',
  'takes its time',
  'pays late',
  'browser clock jump',
] satisfies FaultName[]);

/** The share of all faults that a run has. */
const DENSITIES = [0, 0.03, 0.06, 0.1, 0.15, 0.25, 0.4];
/** An ordinary act is this many times likelier than another fault. */
const ORDINARY_FACTOR = 6;

/** The faults of one run: a subset that its seed decides. */
export class FaultPlan {
  readonly chosen: ReadonlySet<FaultName>;
  /** True while no fault strikes. */
  over = false;
  readonly #random: Random;
  readonly #trace: Trace;

  constructor(random: Random, trace: Trace) {
    this.#random = random;
    this.#trace = trace;
    const density = random.pick(DENSITIES);
    this.chosen = new Set(
      FAULT_NAMES.filter((name) => random.chance(ORDINARY.has(name) ? density * ORDINARY_FACTOR : density)),
    );
  }

  has(name: FaultName): boolean {
    return !this.over && this.chosen.has(name);
  }

  /** True if the fault strikes now; it is then recorded. */
  strikes(name: FaultName, state: State, probability = 0.25): boolean {
    if (!this.has(name) || !this.#random.chance(probability)) return false;
    this.record(name, state);
    return true;
  }

  record(name: FaultName, state: State): void {
    this.#trace.record('fault', { name, state });
  }
}
