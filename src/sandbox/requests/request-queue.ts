/**
 * Handles requests in the order of their arrival, however long each body takes to read. Otherwise the ids of payments that are
 * created at once would depend on the machine, and a seed could not repeat a run.
 */
export class RequestQueue {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Waits for `reading` and for every earlier request, then calls `handle`, which must be synchronous.
   * @returns the result of `handle`. It rejects as `reading` or `handle` does; the next request runs all the same.
   */
  inTurn<T, R>(reading: Promise<T>, handle: (value: T) => R): Promise<R> {
    const earlier = this.#last;
    const handling = this.#handle(reading, earlier, handle);
    this.#last = Promise.allSettled([earlier, handling]);
    return handling;
  }

  async #handle<T, R>(reading: Promise<T>, earlier: Promise<unknown>, handle: (value: T) => R): Promise<R> {
    const value = await reading;
    await earlier;
    return handle(value);
  }
}
