/** Who can hold a turn: a page that lives and is seen. */
interface Holder {
  readonly seen: boolean;
}

interface Wish {
  readonly holder: Holder;
  readonly name: string;
  readonly changed: (ours: boolean) => void;
  ours: boolean;
}

/** `none`: the browser has no locks. `stuck`: a tab that hangs has them all. */
export type Locks = 'fair' | 'none' | 'stuck';

/** The locks of one browser: of those who wish for a name and are seen, the first one has it. */
export class Turns {
  readonly #locks: Locks;
  #wishes: Wish[] = [];

  constructor(locks: Locks) {
    this.#locks = locks;
  }

  wish(holder: Holder, name: string, changed: (ours: boolean) => void, signal: AbortSignal): void {
    changed(this.#locks === 'none');
    if (this.#locks !== 'fair') return;
    const wish: Wish = { holder, name, changed, ours: false };
    this.#wishes.push(wish);
    signal.addEventListener('abort', () => {
      this.#wishes = this.#wishes.filter((other) => other !== wish);
      this.pass();
    });
    this.pass();
  }

  /** Somebody is seen now, or not any more. */
  pass(): void {
    for (const wish of this.#wishes) if (wish.ours && !wish.holder.seen) this.#give(wish, false);
    for (const wish of this.#wishes) {
      const { name, holder } = wish;
      const taken = this.#wishes.some((other) => other.ours && other.name === name);
      if (!taken && holder.seen) this.#give(wish, true);
    }
  }

  #give(wish: Wish, ours: boolean): void {
    wish.ours = ours;
    // whoever lost it waits behind all others
    if (!ours) this.#wishes = [...this.#wishes.filter((other) => other !== wish), wish];
    wish.changed(ours);
  }
}
