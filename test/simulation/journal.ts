import type { Alert, Attempt, InboxItem, OutboxEvent, PaidEvent } from '../../src/server/index.ts';
import type { RawReceipt } from '../../src/domain/contract/wire.ts';
import type { StateName } from '../../src/session/checkout-state.ts';

/** Facts as somebody outside the kit could see them. The invariants are judged by these and by nothing else. */
export interface Facts {
  begun: { seed: number; faults: readonly string[] };
  /** the shop charges this for an order from now on; kopecks */
  priced: { order: string; version: number; amount: number };

  /** a page sent a request; `awake`: visible and online */
  asked: { page: number; call: number; method: string; path: string; key: string | null; awake: boolean };
  ended: { page: number; call: number; how: 'answer' | 'error' | 'abort' };
  shown: {
    page: number;
    state: StateName;
    order: string | null;
    handle: string | null;
    receipts: readonly RawReceipt[];
  };
  left: { page: number; url: string };
  /** what the buyer did to a page */
  acted: { page: number; act: 'start' | 'stop' | 'pay' | 'check' | 'reset' | 'adopt' };
  /** what still waits in a page whose element was taken off */
  idle: { page: number; sleeping: number; listening: number };
  /** a page wrote to the browser's storage */
  kept: { page: number };

  /** a request reached a signer */
  received: {
    exchange: number;
    from: 'browser' | 'stranger' | 'gateway';
    method: string;
    path: string;
    key: string | null;
    handle: string | null;
    body: string;
  };
  /** its answer left the signer, whether or not anybody got it */
  answered: { exchange: number; status: number; headers: string; text: string };
  /** a write became durable */
  inserted: { process: number; attempt: Attempt };
  updated: { process: number; attempt: Attempt; event: OutboxEvent | null; change: readonly string[] };
  shelved: { process: number; item: InboxItem };
  /** a request left a signer for the gateway */
  sent: { process: number; trip: number; method: string; path: string; body: string };
  /** what came of it there */
  returned: { trip: number; status: number; lied: boolean };
  /** the gateway created a payment under the uuid it was asked for */
  created: { id: number; uuid: string; trip: number; url: string };
  /** the gateway's books about a payment, when it was created and whenever they change; kopecks */
  booked: { id: number; uuid: string; amount: number; currency: string; status: number };

  /** the merchant's handler was called, and came to its end */
  paid: { process: number; event: PaidEvent };
  alerted: { process: number; alert: Alert };
  handled: { process: number; key: string };

  died: { process: number; at: string };
  fault: { name: string; state: string };
  /** the faults are over, and everybody has had the time to find out */
  healed: { orders: readonly { order: string; shown: StateName; presses: number }[] };
  /** an exception that nobody caught */
  crashed: { message: string };
}

export type Kind = keyof Facts;
export type Entry = { [K in Kind]: { readonly kind: K; readonly at: number } & Readonly<Facts[K]> }[Kind];
export type EntryOf<K extends Kind> = Extract<Entry, { kind: K }>;

/** Everything that was observed in a run, in its order. */
export class Journal {
  readonly entries: Entry[] = [];
  readonly #now: () => number;
  readonly #heard: ((entry: Entry) => void)[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  listen(heard: (entry: Entry) => void): void {
    this.#heard.push(heard);
  }

  note<K extends Kind>(kind: K, facts: Facts[K]): void {
    const entry = { kind, at: this.#now(), ...facts } as unknown as Entry;
    this.entries.push(entry);
    for (const heard of this.#heard) heard(entry);
  }

  /** The last entries as text, times in ms since the first one. */
  tail(count: number): string {
    const start = this.entries[0]?.at ?? 0;
    const line = ({ kind, at, ...facts }: Entry) =>
      `${String(at - start).padStart(9)}  ${kind.padEnd(9)} ${shorten(JSON.stringify(facts, brief))}`;
    return this.entries.slice(-count).map(line).join('\n');
  }
}

/** Of an attempt only what tells it from others. */
function brief(name: string, value: unknown): unknown {
  if (name !== 'attempt' || typeof value !== 'object') return value;
  const { uuid, handle, state, gatewayId, version } = value as Attempt;
  return { uuid, handle, state, gatewayId, version };
}

const shorten = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)}…` : text);
