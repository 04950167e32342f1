import type { PaymentReport, Sandbox } from '../../src/sandbox/index.ts';
import type { FaultName, FaultPlan } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Kit } from './kit.ts';
import type { Random } from './random.ts';
import { twistReceipts } from './receipts.ts';
import { readReply, type Reply } from './reply.ts';
import type { Scheduler } from './scheduler.ts';
import { API_KEY, CALLBACK_SECRET, SECRET, SHOP, SHOP_ID } from './shop.ts';

export const GATEWAY = 'https://pay.sandbox.test';

/** What the gateway has in its books about a payment. Kopecks. */
export interface Booked {
  readonly id: number;
  readonly uuid: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: number;
}

/** Where the books differ from what the shop asked for, or moved in a way the sandbox has no scenario for. */
type Twist = Partial<Pick<Booked, 'uuid' | 'amount' | 'currency' | 'status'>>;

interface Call {
  readonly method: string;
  /** below the base URL */
  readonly path: string;
  readonly body: string;
  readonly authorization: string;
}

const HOSTILE_PAGES = [
  'https://pay.sandbox.test@evil.test/pay/1',
  'https://pay.sandbox.test.evil.test/pay/1',
  'http://pay.sandbox.test/pay/1',
  'https://xpay.sandbox.test/pay/1',
  'javascript:alert(1)',
  '//evil.test/pay/1',
];

/** The sandbox as the other side of the network: its books, with twists, and the lies it tells for a moment. */
export class Gateway {
  readonly sandbox: Sandbox;
  readonly #journal: Journal;
  readonly #random: Random;
  readonly #faults: FaultPlan;
  readonly #twists = new Map<number, Twist>();
  readonly #pages = new Map<number, string>();
  readonly #history = new Map<number, Booked[]>();
  #lied = false;

  constructor(
    kit: Kit,
    scheduler: Scheduler,
    random: Random,
    faults: FaultPlan,
    journal: Journal,
    callBack: (request: Request) => Promise<Response>,
  ) {
    this.#journal = journal;
    this.#random = random;
    this.#faults = faults;
    this.sandbox = kit.createSandbox({
      shopId: SHOP_ID,
      secret: SECRET,
      apiKey: API_KEY,
      callbackUrl: `${SHOP}/kvit/callback/${CALLBACK_SECRET}`,
      receiptDelay: random.pick([0, 2000, 20_000]),
      seed: random.between(1, 1e9),
      clock: { now: () => scheduler.now, sleep: (ms) => scheduler.sleep(ms) },
      fetch: callBack,
    });
  }

  /** Answers an API call with its effect. `trip` tells the calls apart in the journal. */
  async answer({ method, path, body, authorization }: Call, trip: number): Promise<Reply> {
    const headers = { authorization, 'content-type': 'application/json' };
    const init = { method, headers, ...(method === 'GET' ? {} : { body }) };
    const reply = await readReply(await this.sandbox.fetch(new Request(`${GATEWAY}/api${path}`, init)));
    if (method === 'POST' && reply.status === 201) return this.#created(reply, body, trip);
    this.observe();
    const said = method === 'GET' && reply.status === 200 ? this.#say(path, reply) : reply;
    this.#journal.note('returned', { trip, status: said.status, lied: this.#lied });
    this.#lied = false;
    return said;
  }

  /** A buyer's choice on a payment page. */
  async choose(url: string, outcome: string): Promise<void> {
    const body = new URLSearchParams({ outcome });
    await this.sandbox.fetch(new Request(url, { method: 'POST', body }));
    this.observe();
  }

  /** The shop's own press on "take" or "give back" in the gateway's cabinet. */
  async settleHold(id: number, method: 'PUT' | 'DELETE'): Promise<void> {
    const headers = { authorization: `Bearer ${API_KEY}` };
    await this.sandbox.fetch(new Request(`${GATEWAY}/api/v2/payments/${id}/hold`, { method, headers }));
    this.observe();
  }

  /** A card scheme authorises what had failed. */
  payLate(id: number): void {
    this.#twists.set(id, { ...this.#twists.get(id), status: 3 });
    this.observe();
  }

  booked(id: number): Booked | undefined {
    return this.#history.get(id)?.at(-1);
  }

  get payments(): readonly Booked[] {
    return [...this.#history.values()].flatMap((history) => history.at(-1) ?? []);
  }

  idOf(url: string): number | undefined {
    return [...this.#pages].find(([, page]) => page === url)?.[0];
  }

  /** Notes what changed in the books; the scenarios of the sandbox move on by themselves. */
  observe(): void {
    for (const report of this.sandbox.payments()) {
      // one that is being made just now is told of with its address
      if (!this.#pages.has(report.id)) continue;
      const now = this.#book(report);
      const history = this.#history.get(now.id) ?? [];
      if (history.at(-1)?.status === now.status) continue;
      this.#history.set(now.id, [...history, now]);
      this.#journal.note('booked', now);
    }
  }

  #book({ id, uuid, amount, currency, status }: PaymentReport): Booked {
    return { id, uuid, amount: Number(amount.replace('.', '')), currency, status, ...this.#twists.get(id) };
  }

  #created(reply: Reply, body: string, trip: number): Reply {
    const { id, paymentUrl } = JSON.parse(reply.text) as { id: number; paymentUrl: string };
    const { uuid, amount } = JSON.parse(body) as { uuid: string; amount: string };
    const twist = this.#twistOf(uuid, Number(amount.replace('.', '')));
    if (twist) this.#twists.set(id, twist);
    const url = this.#strikes('hostile page', 'CREATING') ? this.#random.pick(HOSTILE_PAGES) : paymentUrl;
    this.#pages.set(id, url);
    this.#journal.note('created', { id, uuid, trip, url });
    this.observe();
    this.#journal.note('returned', { trip, status: 201, lied: false });
    return { ...reply, text: JSON.stringify({ success: true, paymentUrl: url, id }) };
  }

  #twistOf(uuid: string, amount: number): Twist | undefined {
    if (this.#strikes('wrong uuid', 'CREATING')) return { uuid: this.#random.pick(['order-9', `${uuid}.9`]) };
    if (this.#strikes('wrong amount', 'CREATING'))
      return { amount: amount + this.#random.pick([-1, 1, 9900]) };
    return this.#strikes('wrong currency', 'CREATING') ? { currency: 'usd' } : undefined;
  }

  #strikes(name: FaultName, state: 'CREATING'): boolean {
    return this.#faults.strikes(name, state, 0.3);
  }

  /** The books as the API tells them, or a lie about them. */
  #say(path: string, reply: Reply): Reply {
    const [, digits, tail] = /^\/v2\/payments\/(\d+)(\/receipt)?$/.exec(path) ?? [];
    if (digits === undefined) return { ...reply, text: JSON.stringify({ items: this.#list() }) };
    const id = Number(digits);
    if (tail) return twistReceipts(reply, this.#faults, this.stateOf(id), this.#random);
    return { ...reply, text: JSON.stringify({ success: true, payment: this.#tell(id) }) };
  }

  #list(): readonly unknown[] {
    const ids = [...this.#history.keys()];
    const stale = this.#faults.strikes('stale list', 'UNKNOWN', 0.5);
    return (stale ? ids.slice(0, -1) : ids).map((id) => this.#tell(id));
  }

  #tell(id: number): object | null {
    const booked = this.booked(id);
    if (!booked) return null;
    const { uuid, currency } = booked;
    const amount = (booked.amount / 100).toFixed(2);
    return { id, uuid, amount, currency, description: 'Заказ', status: this.#statusToTell(booked) };
  }

  /** set by the run, which knows the store's state of a payment */
  stateOf: (id: number) => Parameters<FaultPlan['strikes']>[1] = () => 'none';

  #statusToTell({ id, status }: Booked): number {
    const earlier = (this.#history.get(id) ?? []).slice(0, -1);
    const old = earlier.at(-1)?.status;
    if (old !== undefined && this.#faults.strikes('regresses', this.stateOf(id))) return this.#lie(old);
    if (this.#faults.strikes('unknown status', this.stateOf(id)))
      return this.#lie(this.#random.pick([7, 9, 42]));
    return status;
  }

  #lie(status: number): number {
    this.#lied = true;
    return status;
  }
}
