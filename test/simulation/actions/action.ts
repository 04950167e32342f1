import type { FaultName } from '../faults/faults.ts';
import type { World } from '../world/world.ts';

/** Something that a buyer, a stranger, the gateway or the merchant can do next. */
export interface Action {
  /** The run needs this fault for the action; `null` if every run has it. */
  readonly fault: FaultName | null;
  /** Relative frequency. */
  readonly weight: number;
  run(world: World): Promise<void> | void;
}
