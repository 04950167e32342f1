import assert from 'node:assert/strict';

/** Malformed inputs that every parser must get. */
const MALFORMED = 100_000;

/** Counts the oracle's verdicts on one parser's inputs, so that a weak generator fails the test. */
export class Tally {
  readonly #share: (full: number) => number;
  malformed = 0;
  good = 0;

  /** @param share the cases that must occur, of a given number; `scaled` for a test that `npm test` shortens */
  constructor(share = (full: number): number => full) {
    this.#share = share;
  }

  /** @param verdict the value that the oracle reads; `null` if the input is malformed */
  count(verdict: unknown): void {
    if (verdict === null) this.malformed += 1;
    else this.good += 1;
  }

  /** @param good minimum of well-formed inputs: a parser that refuses everything must fail too */
  assertEnough(good = 5000): void {
    assert.ok(this.malformed >= this.#share(MALFORMED), `${this.malformed} malformed`);
    assert.ok(this.good >= this.#share(good), `${this.good} well-formed`);
  }
}
