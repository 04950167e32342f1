import assert from 'node:assert/strict';

/** How many malformed inputs every parser has to meet. */
const MALFORMED = 100_000;

/** Counts what an oracle says of the inputs of one parser, so that a generator that has gone tame fails the test. */
export class Tally {
  malformed = 0;
  good = 0;

  /** @param verdict what the oracle reads, `null` when the input is malformed */
  count(verdict: unknown): void {
    if (verdict === null) this.malformed += 1;
    else this.good += 1;
  }

  /** @param good how many well-formed ones there must be: a parser that refuses everything is no parser */
  assertEnough(good = 5000): void {
    assert.ok(this.malformed >= MALFORMED, `${this.malformed} malformed`);
    assert.ok(this.good >= good, `${this.good} well-formed`);
  }
}
