/**
 * Lets requests act in the order in which they arrived, however long each one's body takes to read. Without it the numbers of
 * payments that are created at once would depend on the machine, and a seed could not repeat a run.
 */
export class RequestQueue {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Waits until `reading` is done and every earlier arrival has acted, then acts. `act` must not wait for anything.
   * @returns what `act` gave; it rejects as `reading` or `act` does, and the next in line goes on all the same.
   */
  inTurn<T, R>(reading: Promise<T>, act: (value: T) => R): Promise<R> {
    const earlier = this.#last;
    const acting = this.#act(reading, earlier, act);
    this.#last = Promise.allSettled([earlier, acting]);
    return acting;
  }

  async #act<T, R>(reading: Promise<T>, earlier: Promise<unknown>, act: (value: T) => R): Promise<R> {
    const value = await reading;
    await earlier;
    return act(value);
  }
}
