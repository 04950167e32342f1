import { ALL_STATES, FAULT_NAMES, FAULTS, type FaultName, type State } from './faults.ts';

/** How often each fault met each state. */
export type Counts = Record<string, number>;

const cell = (fault: string, state: string): string => `${fault}|${state}`;

/** Which state met which fault: a cell that is never hit was never tested. */
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

  /** The cells that had to be hit and were not. */
  get missing(): readonly string[] {
    return FAULT_NAMES.flatMap((fault) =>
      FAULTS[fault].meets
        .filter((state) => this.of(fault, state) === 0)
        .map((state) => `${fault} × ${state}`),
    );
  }

  /** One line per fault; `·` where the two cannot meet. */
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
