import type { Operation } from './operation.ts';
import type {
  AnswerFault,
  CallbackFault,
  Course,
  Forgery,
  PayoutCourse,
  ReceiptFault,
  RenewalFault,
  ScenarioScript,
  Sequence,
} from './script.ts';

/** A running script. It counts the used values of each sequence. */
export class ScriptRun {
  /** The scenario's name, or `script`. */
  readonly label: string;
  readonly #script: ScenarioScript;
  readonly #used = new Map<string, number>();
  readonly #tries = new Map<string, number>();

  constructor(label: string, script: ScenarioScript) {
    this.label = label;
    this.#script = script;
  }

  /** The fault of the next call. `null` is a call that the API does not have. */
  answer(operation: Operation | null): AnswerFault {
    const own = operation === null ? undefined : this.#script[operation];
    if (operation !== null && own !== undefined) return this.#next(operation, own, 'ok');
    return this.#next('all', this.#script.all, 'ok');
  }

  outcome(): Course {
    return this.#next('outcome', this.#script.outcome, 'paid');
  }

  callback(): CallbackFault {
    return this.#next('callback', this.#script.callback, 'ok');
  }

  forgery(): Forgery {
    return this.#next('forge', this.#script.forge, 'none');
  }

  receipts(): ReceiptFault {
    return this.#next('receipts', this.#script.receipts, 'ok');
  }

  payout(): PayoutCourse {
    return this.#next('payout', this.#script.payout, 'completed');
  }

  renewal(): RenewalFault {
    return this.#next('renewal', this.#script.renewal, 'ok');
  }

  /** True if `lost-once` loses the answer to this try: the first, third… for the same cart. */
  losesTry(cart: string): boolean {
    const count = (this.#tries.get(cart) ?? 0) + 1;
    this.#tries.set(cart, count);
    return count % 2 === 1;
  }

  #next<T extends string | number | object>(name: string, sequence: Sequence<T> | undefined, usual: T): T {
    if (sequence === undefined) return usual;
    if (!isList(sequence)) return sequence;
    const used = this.#used.get(name) ?? 0;
    this.#used.set(name, used + 1);
    return sequence[used] ?? usual;
  }
}

// `Array.isArray` does not narrow a union to its read-only array.
function isList<T>(sequence: Sequence<T>): sequence is readonly T[] {
  return Array.isArray(sequence);
}
