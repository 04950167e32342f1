/** One event of the widget. */
interface Entry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly name: string;
  /** The most important field, shown in the summary. */
  readonly word: string;
  /** All public fields, as JSON. */
  readonly fields: string;
}

const KEY = 'bulka:playground-log';
const MOST = 60;
/** Fields that are part of every event, or internal. */
const HIDDEN = new Set(['isTrusted', 'lines']);

/** Replaces errors by their messages. Errors of another document fail `instanceof Error`, so the message is looked for. */
function plain(this: unknown, name: string, value: unknown): unknown {
  if (name !== 'cause' || typeof value !== 'object' || value === null) return value;
  return 'message' in value ? String(value.message) : value;
}

function publicFields(event: Event): string {
  const fields = Object.entries(event).filter(([name]) => !HIDDEN.has(name));
  return JSON.stringify(Object.fromEntries(fields), plain, 2);
}

function isEntry(value: unknown): value is Entry {
  const { at, name, word, fields } = (value ?? {}) as Partial<Record<keyof Entry, unknown>>;
  return typeof at === 'number' && [name, word, fields].every((text) => typeof text === 'string');
}

function readEntries(): Entry[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function toRow({ at, name, word, fields }: Entry): HTMLLIElement {
  const time = document.createElement('time');
  time.textContent = new Date(at).toLocaleTimeString('ru-RU');
  const label = document.createElement('b');
  label.textContent = name;
  const row = document.createElement('li');
  row.dataset['event'] = name;
  if (fields === '{}') {
    row.append(time, label);
    return row;
  }
  const summary = document.createElement('summary');
  summary.append(time, label, word);
  const code = document.createElement('pre');
  code.textContent = fields;
  const details = document.createElement('details');
  details.append(summary, code);
  row.append(details);
  return row;
}

/** Lists the widget's events with their public fields, newest first. Survives the redirect to the gateway. */
export class EventList {
  readonly #list: HTMLOListElement;
  #entries = readEntries();

  constructor(list: HTMLOListElement) {
    this.#list = list;
    for (const entry of this.#entries) list.prepend(toRow(entry));
  }

  readonly add = (event: Event): void => {
    const { state, code } = event as { state?: string; code?: string };
    const word = state ?? code ?? '';
    const entry = { at: Date.now(), name: event.type, word, fields: publicFields(event) };
    this.#entries = [...this.#entries, entry].slice(-MOST);
    this.#list.prepend(toRow(entry));
    while (this.#list.childElementCount > MOST) this.#list.lastElementChild?.remove();
    this.#keep();
  };

  clear(): void {
    this.#entries = [];
    this.#list.replaceChildren();
    this.#keep();
  }

  #keep(): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#entries));
    } catch {
      // storage is blocked or full: the list ends with the page
    }
  }
}
