import type { Entry, EntryOf, Kind } from '../journal.ts';
import type { Ledger } from '../ledger.ts';

/** Says what is wrong, or nothing. */
export type Finding = string | null | undefined | void;

/** What an invariant looks at, by the kind of fact. */
export type Watch = { readonly [K in Kind]?: (entry: EntryOf<K>) => Finding };

/** One thing that must never break, judged by the journal alone. */
export interface Invariant {
  /** as the specification numbers it */
  readonly id: string;
  readonly says: string;
  /** begins to watch a run */
  watch(ledger: Ledger): Watch;
}

export interface Violation {
  readonly id: string;
  readonly message: string;
  readonly at: number;
}

/** Holds every fact of a run against every invariant, as it happens. */
export class Judge {
  readonly violations: Violation[] = [];
  readonly #watches: readonly (readonly [string, Watch])[];

  constructor(invariants: readonly Invariant[], ledger: Ledger) {
    this.#watches = invariants.map(({ id, watch }) => [id, watch(ledger)]);
  }

  hear(entry: Entry): void {
    for (const [id, watch] of this.#watches) {
      // each kind has a function for just that kind, which the type of a lookup cannot say
      const look = watch[entry.kind] as ((entry: Entry) => Finding) | undefined;
      const message = look?.(entry);
      if (message) this.violations.push({ id, message, at: entry.at });
    }
  }
}
