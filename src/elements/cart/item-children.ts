import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Calls back when the `kvit-item` elements inside its host change. */
export class ItemChildren implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  readonly #changed: () => void;
  #observer: MutationObserver | null = null;

  constructor(host: ReactiveControllerHost & Element, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new MutationObserver((records) => {
      // the host handles its own attributes and reflects its state into one of them
      if (records.some(({ type, target }) => type === 'childList' || target !== this.#host)) this.#changed();
    });
    this.#observer.observe(this.#host, { childList: true, subtree: true, attributes: true });
    this.#changed();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
