/**
 * Races `work` against a signal. In one process no socket closes, so the signal is the only sign that the caller has gone.
 * @param work gets a promise that rejects with the signal's reason when it aborts.
 * @throws the signal's reason if it is aborted or aborts before `work` ends.
 */
export async function untilAborted<T>(
  signal: AbortSignal,
  work: (aborted: Promise<never>) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const listening = new AbortController();
  const event = new Promise<Event>((resolve) => {
    signal.addEventListener('abort', resolve, { signal: listening.signal });
  });
  const aborted = event.then((): never => {
    throw signal.reason;
  });
  try {
    return await Promise.race([work(aborted), aborted]);
  } finally {
    listening.abort();
  }
}
