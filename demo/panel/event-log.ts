import type { KvitEventMap } from '../../src/elements/base/events.ts';

interface Entry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly name: string;
  readonly detail: string;
}

const KEY = 'bulka:log';
/** A payment from cart to receipt fires fewer events than this. */
const MOST = 60;

/** The elements’ events that the log shows. */
export const EVENT_NAMES: readonly (keyof KvitEventMap)[] = [
  'kvit-pay',
  'kvit-redirect',
  'kvit-change',
  'kvit-cart-change',
  'kvit-held',
  'kvit-paid',
  'kvit-cancelled',
  'kvit-failed',
  'kvit-receipt',
  'kvit-error',
];

/** The fields of all events. */
interface Fields {
  readonly state?: string;
  readonly code?: string;
  readonly uuid?: string;
  readonly amount?: number;
  readonly order?: { readonly amount: number };
  readonly receipts?: readonly unknown[];
}

/** Returns one field of an event. The log ends up in screenshots, so it never shows all fields. */
function detailOf(event: Event): string {
  const { state, code, uuid, amount, order, receipts } = event as Fields;
  const word = state ?? code ?? uuid ?? (receipts && `× ${receipts.length}`);
  if (word !== undefined) return word;
  const kopecks = amount ?? order?.amount;
  return kopecks === undefined ? '' : roubles(kopecks);
}

const roubles = (kopecks: number): string => `${(kopecks / 100).toFixed(2)} ₽`;

/** Lists the events of this page and of earlier pages in this tab: a payment spans several pages. */
export class EventLog {
  readonly list = document.createElement('ol');
  #entries: Entry[] = readEntries();

  constructor() {
    this.list.reversed = true;
    for (const entry of this.#entries) this.list.prepend(toRow(entry));
    const note = (event: Event) => this.#add(event.type, detailOf(event));
    for (const name of EVENT_NAMES) document.body.addEventListener(name, note);
  }

  clear(): void {
    this.#entries = [];
    this.list.replaceChildren();
    this.#keep();
  }

  #add(name: string, detail: string): void {
    const entry = { at: Date.now(), name, detail };
    this.#entries = [...this.#entries, entry].slice(-MOST);
    this.list.prepend(toRow(entry));
    while (this.list.childElementCount > MOST) this.list.lastElementChild?.remove();
    this.#keep();
  }

  #keep(): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#entries));
    } catch {
      // storage is blocked: the log ends with the page
    }
  }
}

function toRow({ at, name, detail }: Entry): HTMLLIElement {
  const row = document.createElement('li');
  const time = document.createElement('time');
  time.textContent = new Date(at).toLocaleTimeString('ru-RU');
  const label = document.createElement('b');
  label.textContent = name;
  row.append(time, label, detail);
  return row;
}

function isEntry(value: unknown): value is Entry {
  const { at, name, detail } = (value ?? {}) as Partial<Record<keyof Entry, unknown>>;
  return typeof at === 'number' && typeof name === 'string' && typeof detail === 'string';
}

function readEntries(): Entry[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  } catch {
    return [];
  }
}
