import type { FaultName } from './faults.ts';
import type { Simulation } from './simulation.ts';

/** One thing that may happen next. */
export interface Action {
  /** needed for it to happen at all; `null` for what belongs to every run */
  readonly fault: FaultName | null;
  /** how often, against the others */
  readonly weight: number;
  run(sim: Simulation): Promise<void> | void;
}
