import type { Action } from './action.ts';
import { Browser } from './browser.ts';
import { BUYER_ACTIONS } from './buyer-actions.ts';
import { FaultPlan } from './faults.ts';
import { Gateway } from './gateway.ts';
import { heal } from './heal.ts';
import { INVARIANTS } from './invariants/all.ts';
import { Judge, type Violation } from './invariants/invariant.ts';
import { Journal, type Entry } from './journal.ts';
import type { Kit } from './kit.ts';
import { Ledger } from './ledger.ts';
import { prelude } from './prelude.ts';
import { Random } from './random.ts';
import { broken } from './reply.ts';
import { Scheduler } from './scheduler.ts';
import { CALLBACK_URL, SHOP_ACTIONS } from './shop-actions.ts';
import { Shop, SHOP } from './shop.ts';
import { Signers } from './signers.ts';

const ACTIONS: readonly Action[] = [...BUYER_ACTIONS, ...SHOP_ACTIONS];

export interface Outcome {
  readonly seed: number;
  readonly violation: Violation | null;
  readonly journal: Journal;
}

/** One schedule: a shop, its signers, a gateway and a buyer's browser in virtual time, with the faults of one seed. */
export class Simulation {
  readonly seed: number;
  readonly scheduler = new Scheduler();
  readonly journal: Journal;
  readonly ledger = new Ledger();
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly shop: Shop;
  readonly gateway: Gateway;
  readonly signers: Signers;
  readonly browser: Browser;
  readonly #judge: Judge;

  constructor(kit: Kit, seed: number) {
    const { scheduler, ledger } = this;
    this.seed = seed;
    this.random = new Random(seed);
    this.journal = new Journal(() => scheduler.now);
    this.#judge = new Judge(INVARIANTS, ledger);
    this.journal.listen((entry) => ledger.read(entry));
    this.journal.listen((entry) => this.#judge.hear(entry));
    const { journal } = this;
    const faults = new FaultPlan(this.random.fork(), journal);
    this.faults = faults;
    journal.note('begun', { seed, faults: [...faults.chosen] });
    this.shop = new Shop(this.random.fork(), journal);
    const callBack = (request: Request) => this.#takeCallback(request);
    this.gateway = new Gateway(kit, scheduler, this.random.fork(), faults, journal, callBack);
    this.gateway.stateOf = (id) => ledger.stateOfPayment(id);
    const { shop, gateway } = this;
    const random = this.random.fork();
    this.signers = new Signers({ kit, scheduler, random, faults, journal, shop, gateway, ledger });
    const take = this.signers.take.bind(this.signers);
    this.browser = new Browser({ kit, scheduler, random: this.random.fork(), faults, journal, take });
    this.journal.listen((entry) => this.#react(entry));
  }

  get violation(): Violation | null {
    return this.#judge.violations[0] ?? null;
  }

  async run(): Promise<Outcome> {
    this.browser.open(this.random.pick(this.shop.orders));
    await prelude(this);
    const steps = this.random.between(8, 40);
    for (let step = 0; step < steps && this.violation === null; step += 1) {
      this.gateway.sandbox.scenario = this.#scenario();
      // not awaited: it may wait for a time that only passes below
      void this.#choose().run(this);
      await this.advance(this.#pause());
    }
    if (this.violation === null) await heal(this);
    return { seed: this.seed, violation: this.violation, journal: this.journal };
  }

  readonly advance = (ms: number): Promise<void> => this.scheduler.advance(ms, () => this.violation === null);

  reconcile(): void {
    for (const process of this.signers.living) void process.reconcile().catch(() => undefined);
  }

  /** A request by somebody who has no browser of ours. */
  send(method: string, path: string, headers: Record<string, string>, body = ''): void {
    const whole = { ...headers, 'Content-Type': 'application/json', Origin: SHOP };
    const incoming = { from: 'stranger', method, url: SHOP + path, headers: whole, body } as const;
    void this.signers.take(incoming).catch(() => undefined);
  }

  /** A callback as it reaches the shop, from whomever. */
  callBack(body: object): void {
    void this.#deliver(JSON.stringify(body)).catch(() => undefined);
  }

  /** A callback of the gateway that the sandbox has no reason to send. */
  announce(body: object): void {
    const request = new Request(CALLBACK_URL, { method: 'POST', body: JSON.stringify(body) });
    void this.#takeCallback(request).catch(() => undefined);
  }

  #choose(): Action {
    const able = ACTIONS.filter(({ fault }) => fault === null || this.faults.has(fault));
    let left = this.random.next() * able.reduce((sum, { weight }) => sum + weight, 0);
    const found = able.find(({ weight }) => {
      left -= weight;
      return left <= 0;
    });
    return found ?? this.random.pick(able);
  }

  #pause(): number {
    const { random } = this;
    const kind = random.next();
    if (kind < 0.35) return random.between(0, 60);
    if (kind < 0.65) return random.between(100, 2500);
    if (kind < 0.87) return random.between(2000, 12_000);
    if (kind < 0.99) return random.between(10_000, 60_000);
    return random.between(900_000, 1_000_000);
  }

  #scenario() {
    const { faults, random } = this;
    if (faults.has('takes its time') && random.chance(0.5)) return random.pick(['slow', 'endless'] as const);
    return faults.has('pays late') && random.chance(0.4) ? 'late-success' : 'paid';
  }

  /** What follows from a fact, beyond the kit's own doing. */
  #react(entry: Entry): void {
    const { faults, scheduler, random, ledger, shop } = this;
    if (entry.kind === 'died') {
      faults.note('kill', ledger.stateWithin(random.pick(shop.orders).uuid, random));
      scheduler.after(random.between(100, 20_000), () => this.signers.recover());
    }
    if (entry.kind === 'booked' && faults.has('stranger pries')) this.#askForReceipt(entry.id);
    if (entry.kind !== 'created' || !faults.strikes('callback early', ledger.stateOf(entry.uuid), 0.5))
      return;
    const { id, uuid } = entry;
    const body = { id, uuid, amount: 1, currency: 'RUB', payment_status: 'success' };
    scheduler.after(random.between(0, 30), () => this.callBack(body));
  }

  /** Whoever holds the handle of a payment that is not what was asked for may want a receipt of it all the same. */
  #askForReceipt(id: number): void {
    const { ledger, faults, scheduler } = this;
    const payment = ledger.payments.get(id);
    const attempt = ledger.attempts.get(payment?.asked ?? '');
    if (!payment || !attempt || ledger.isExact(payment)) return;
    faults.note('stranger pries', attempt.state);
    scheduler.after(25_000, () => this.send('GET', '/kvit/receipt', { 'Kvit-Payment': attempt.handle }));
  }

  /** The sandbox's own callbacks come this way. */
  async #takeCallback(request: Request): Promise<Response> {
    const { faults, scheduler, random, ledger } = this;
    let text = await request.text();
    this.gateway.observe();
    const body = JSON.parse(text) as { id: number; amount: number };
    const state = ledger.stateOfPayment(body.id);
    if (faults.strikes('callback lost', state, 0.7)) throw broken();
    await scheduler.pass(faults.strikes('callback late', state, 0.6) ? random.between(3000, 200_000) : 20);
    if (faults.strikes('callback of a wrong uuid', state, 0.4))
      text = JSON.stringify({ ...body, uuid: 'order-9' });
    if (faults.strikes('callback of a wrong amount', state, 0.5))
      text = JSON.stringify({ ...body, amount: 1 });
    if (faults.strikes('callback doubled', state, 0.6))
      scheduler.after(random.pick([0, 1, 500, 5000]), () => void this.#deliver(text).catch(() => undefined));
    return new Response(null, { status: await this.#deliver(text) });
  }

  async #deliver(body: string): Promise<number> {
    const headers = { 'Content-Type': 'application/json' };
    const incoming = { from: 'gateway', method: 'POST', url: CALLBACK_URL, headers, body } as const;
    return (await this.signers.take(incoming)).status;
  }
}
