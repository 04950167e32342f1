/** Counts listeners, timers and observers that are still active. */
interface ResourceCounter {
  /** listeners on the window and the document, by type */
  readonly listeners: () => Readonly<Record<string, number>>;
  readonly timers: () => number;
  readonly observers: () => number;
  /** Restores the page's own functions. */
  readonly close: () => void;
}

export function countResources(): ResourceCounter {
  const listeners = new Set<{
    readonly type: string;
    readonly listener: EventListenerOrEventListenerObject;
  }>();
  const known = (type: string, listener: EventListenerOrEventListenerObject) =>
    [...listeners].find((entry) => entry.type === type && entry.listener === listener);
  const timers = new Set<number>();
  let observers = 0;
  const undo: (() => void)[] = [];

  for (const target of [window, document]) {
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = (
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | AddEventListenerOptions,
    ): void => {
      const entry = known(type, listener) ?? { type, listener };
      const signal = typeof options === 'object' ? options.signal : undefined;
      listeners.add(entry);
      signal?.addEventListener('abort', () => void listeners.delete(entry));
      addEventListener.call(target, type, listener, options);
    };
    target.removeEventListener = (
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | EventListenerOptions,
    ): void => {
      const entry = known(type, listener);
      if (entry) listeners.delete(entry);
      removeEventListener.call(target, type, listener, options);
    };
    undo.push(() => {
      Reflect.deleteProperty(target, 'addEventListener');
      Reflect.deleteProperty(target, 'removeEventListener');
    });
  }

  const { setTimeout, clearTimeout } = window;
  const begin = (act: TimerHandler, ms?: number, ...rest: unknown[]): number => {
    const id = setTimeout(
      (...given: unknown[]) => {
        timers.delete(id);
        if (typeof act === 'function') Reflect.apply(act, window, given);
      },
      ms,
      ...rest,
    );
    timers.add(id);
    return id;
  };
  Object.assign(window, {
    setTimeout: begin,
    clearTimeout: (id: number | undefined) => {
      if (id !== undefined) timers.delete(id);
      clearTimeout(id);
    },
  });
  undo.push(() => Object.assign(window, { setTimeout, clearTimeout }));

  const { observe, disconnect } = MutationObserver.prototype;
  const watching = new WeakSet<MutationObserver>();
  MutationObserver.prototype.observe = function begun(this: MutationObserver, ...given) {
    if (!watching.has(this)) observers += 1;
    watching.add(this);
    observe.apply(this, given);
  };
  MutationObserver.prototype.disconnect = function ended(this: MutationObserver) {
    if (watching.delete(this)) observers -= 1;
    disconnect.call(this);
  };
  undo.push(() => Object.assign(MutationObserver.prototype, { observe, disconnect }));

  return {
    listeners: () => {
      const count: Record<string, number> = {};
      for (const { type } of listeners) count[type] = (count[type] ?? 0) + 1;
      return count;
    },
    timers: () => timers.size,
    observers: () => observers,
    close: () => undo.forEach((put) => put()),
  };
}
