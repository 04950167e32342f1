import type { Entry, EntryOf, Kind } from '../trace/trace.ts';
import type { ObservedState } from '../trace/observed-state.ts';

/** A description of the violation, or nothing. */
export type Finding = string | null | undefined | void;

/** The checks of an invariant, by kind of fact. */
export type Watch = { readonly [K in Kind]?: (entry: EntryOf<K>) => Finding };

/** A property that must always hold, checked by the trace alone. */
export interface Invariant {
  /** Its number in the specification. */
  readonly id: string;
  readonly statement: string;
  /** Starts the checks of one run. */
  watch(observed: ObservedState): Watch;
}

export interface Violation {
  readonly id: string;
  readonly message: string;
  readonly at: number;
}

/** Checks every fact of a run against every invariant. */
export class InvariantChecker {
  readonly violations: Violation[] = [];
  readonly #watches: readonly (readonly [string, Watch])[];

  constructor(invariants: readonly Invariant[], observed: ObservedState) {
    this.#watches = invariants.map(({ id, watch }) => [id, watch(observed)]);
  }

  check(entry: Entry): void {
    for (const [id, watch] of this.#watches) {
      // Each kind has a check for exactly that kind; the type of a lookup cannot express this.
      const check = watch[entry.kind] as ((entry: Entry) => Finding) | undefined;
      const message = check?.(entry);
      if (message) this.violations.push({ id, message, at: entry.at });
    }
  }
}
