import type { Alert, Attempt, InboxItem, OutboxEvent, PaidEvent } from '../../../src/server/index.ts';
import type { RawReceipt } from '../../../src/domain/contract/wire.ts';
import type { StateName } from '../../../src/session/checkout-state.ts';

/** Facts that an observer outside the kit can see. The invariants are checked by these facts alone. */
export interface Facts {
  begun: { seed: number; faults: readonly string[] };
  /** The shop charges this amount for an order from now on. Kopecks. */
  priced: { order: string; version: number; amount: number };

  /** A page sent a request. `awake`: visible and online. */
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
  /** The buyer did something to a page. */
  acted: { page: number; act: 'start' | 'stop' | 'pay' | 'check' | 'reset' | 'adopt' };
  /** Timers and listeners left in a page whose element was removed. */
  idle: { page: number; sleeping: number; listening: number };
  /** A page wrote to the browser's storage. */
  kept: { page: number };

  /** A request reached a signer. */
  received: {
    exchange: number;
    from: 'browser' | 'stranger' | 'gateway';
    method: string;
    path: string;
    key: string | null;
    handle: string | null;
    body: string;
  };
  /** The answer left the signer; the network may still lose it. */
  answered: { exchange: number; status: number; headers: string; text: string };
  /** A write became durable. */
  inserted: { process: number; attempt: Attempt };
  updated: { process: number; attempt: Attempt; event: OutboxEvent | null; change: readonly string[] };
  inboxed: { process: number; item: InboxItem };
  /** A request left a signer for the gateway. */
  sent: { process: number; gatewayCall: number; method: string; path: string; body: string };
  /** The gateway answered. `lied`: the answer differs from its records. */
  returned: { gatewayCall: number; status: number; lied: boolean };
  /** The gateway created a payment under the requested uuid. */
  created: { id: number; uuid: string; gatewayCall: number; url: string };
  /** The gateway's record of a payment, at its creation and at every change. Kopecks. */
  gatewayChanged: { id: number; uuid: string; amount: number; currency: string; status: number };

  /** A handler of the merchant was called; `handled`: it succeeded. */
  paid: { process: number; event: PaidEvent };
  alerted: { process: number; alert: Alert };
  handled: { process: number; key: string };

  died: { process: number; at: string };
  fault: { name: string; state: string };
  /** The faults are over, and every part has had time to recover. */
  converged: { orders: readonly { order: string; shown: StateName; presses: number }[] };
  /** An uncaught exception. */
  crashed: { message: string };
}

export type Kind = keyof Facts;
export type Entry = { [K in Kind]: { readonly kind: K; readonly at: number } & Readonly<Facts[K]> }[Kind];
export type EntryOf<K extends Kind> = Extract<Entry, { kind: K }>;

/** All facts of a run, in order. */
export class Trace {
  readonly entries: Entry[] = [];
  readonly #now: () => number;
  readonly #listeners: ((entry: Entry) => void)[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  listen(listener: (entry: Entry) => void): void {
    this.#listeners.push(listener);
  }

  record<K extends Kind>(kind: K, facts: Facts[K]): void {
    const entry = { kind, at: this.#now(), ...facts } as unknown as Entry;
    this.entries.push(entry);
    for (const listener of this.#listeners) listener(entry);
  }

  /** The last entries as text, with times in milliseconds since the first entry. */
  tail(count: number): string {
    const start = this.entries[0]?.at ?? 0;
    const line = ({ kind, at, ...facts }: Entry) =>
      `${String(at - start).padStart(9)}  ${kind.padEnd(9)} ${shorten(JSON.stringify(facts, brief))}`;
    return this.entries.slice(-count).map(line).join('\n');
  }
}

/** Reduces an attempt to the fields that identify it. */
function brief(name: string, value: unknown): unknown {
  if (name !== 'attempt' || typeof value !== 'object') return value;
  const { uuid, handle, state, gatewayId, version } = value as Attempt;
  return { uuid, handle, state, gatewayId, version };
}

const shorten = (text: string): string => (text.length > 400 ? `${text.slice(0, 400)}…` : text);
