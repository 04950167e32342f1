import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells its host when the `kvit-item` elements inside it change. */
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
      // the host's own attributes are its own business, and it writes one of them itself
      if (records.some(({ type, target }) => type === 'childList' || target !== this.#host)) this.#changed();
    });
    this.#observer.observe(this.#host, { childList: true, subtree: true, attributes: true });
    this.#changed();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }
}
