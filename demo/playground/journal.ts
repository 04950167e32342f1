/** One event of the widget, as a page that listens could have it. */
interface Entry {
  /** ms since the epoch */
  readonly at: number;
  readonly name: string;
  /** the one field to see at a glance */
  readonly word: string;
  /** all public fields, as JSON */
  readonly fields: string;
}

const KEY = 'bulka:playground-log';
const MOST = 60;
/** In every event, or marked as internal. */
const HIDDEN = new Set(['isTrusted', 'lines']);

/** Errors say nothing as JSON, and those of another document are no `Error` of ours. */
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

/** The widget's events with their public fields, newest first; it outlives the way to the gateway and back. */
export class Journal {
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
      // blocked or full: the log lasts as long as the page
    }
  }
}
