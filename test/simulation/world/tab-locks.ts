/** A page that can hold a lock while it is live and visible. */
interface Holder {
  readonly seen: boolean;
}

interface LockRequest {
  readonly holder: Holder;
  readonly name: string;
  readonly changed: (held: boolean) => void;
  held: boolean;
}

/** `none`: the browser has no Web Locks. `stuck`: a tab that hangs holds every lock. */
export type LockMode = 'fair' | 'none' | 'stuck';

/** The Web Locks of one browser: the first visible page that requests a name holds it. */
export class TabLocks {
  readonly #mode: LockMode;
  #requests: LockRequest[] = [];

  constructor(mode: LockMode) {
    this.#mode = mode;
  }

  request(holder: Holder, name: string, changed: (held: boolean) => void, signal: AbortSignal): void {
    changed(this.#mode === 'none');
    if (this.#mode !== 'fair') return;
    const request: LockRequest = { holder, name, changed, held: false };
    this.#requests.push(request);
    signal.addEventListener('abort', () => {
      this.#requests = this.#requests.filter((other) => other !== request);
      this.reassign();
    });
    this.reassign();
  }

  /** Passes locks from hidden pages to visible ones. Call it whenever a page becomes visible or hidden. */
  reassign(): void {
    for (const request of this.#requests)
      if (request.held && !request.holder.seen) this.#setHeld(request, false);
    for (const request of this.#requests) {
      const { name, holder } = request;
      const taken = this.#requests.some((other) => other.held && other.name === name);
      if (!taken && holder.seen) this.#setHeld(request, true);
    }
  }

  #setHeld(request: LockRequest, held: boolean): void {
    request.held = held;
    // A page that lost the lock waits behind all others.
    if (!held) this.#requests = [...this.#requests.filter((other) => other !== request), request];
    request.changed(held);
  }
}
