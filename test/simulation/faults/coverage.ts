import { ALL_STATES, type State } from '../trace/states.ts';
import { FAULT_NAMES, FAULTS, type FaultName } from './faults.ts';

/** How often each fault struck in each state. */
export type Counts = Record<string, number>;

const cell = (fault: string, state: string): string => `${fault}|${state}`;

/** Counts how often each fault strikes in each state. A cell with zero hits was never tested. */
export class Coverage {
  readonly counts: Counts;

  constructor(counts: Counts = {}) {
    this.counts = counts;
  }

  hit(fault: string, state: string): void {
    this.add({ [cell(fault, state)]: 1 });
  }

  add(counts: Counts): void {
    for (const [name, count] of Object.entries(counts)) this.counts[name] = (this.counts[name] ?? 0) + count;
  }

  of(fault: FaultName, state: State): number {
    return this.counts[cell(fault, state)] ?? 0;
  }

  /** The required cells without a hit. */
  get missing(): readonly string[] {
    return FAULT_NAMES.flatMap((fault) =>
      FAULTS[fault].meets
        .filter((state) => this.of(fault, state) === 0)
        .map((state) => `${fault} × ${state}`),
    );
  }

  /** One line per fault; `·` if no state is required. */
  get table(): string {
    const width = Math.max(...FAULT_NAMES.map((name) => name.length));
    const line = (fault: FaultName): string => {
      const met: readonly State[] = FAULTS[fault].meets;
      const cells = ALL_STATES.flatMap((state) => {
        const count = this.of(fault, state);
        return count > 0 || met.includes(state) ? `${state} ${count || '!!! 0'}` : [];
      });
      return `${fault.padEnd(width)}  ${cells.join('  ') || '·'}`;
    };
    return FAULT_NAMES.map(line).join('\n');
  }
}
