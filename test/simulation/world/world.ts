import type { Kit } from '../engine/kit.ts';
import { Random } from '../engine/random.ts';
import { Scheduler } from '../engine/scheduler.ts';
import { FaultPlan } from '../faults/fault-plan.ts';
import type { ObservedState } from '../trace/observed-state.ts';
import { Trace, type Entry } from '../trace/trace.ts';
import { Browser } from './browser.ts';
import { Callbacks } from './callbacks.ts';
import { Gateway } from './gateway.ts';
import { Shop, SHOP } from './shop.ts';
import { Signers } from './signers.ts';

export interface WorldOptions {
  readonly kit: Kit;
  readonly seed: number;
  readonly observed: ObservedState;
  /** Called for every entry of the trace, after `observed` has read it. */
  readonly check: (entry: Entry) => void;
  /** False once the run should stop; time then stands still. */
  readonly running: () => boolean;
}

/** A shop, its signers, a gateway and a buyer's browser in virtual time, with the faults of one seed. */
export class World {
  readonly scheduler = new Scheduler();
  readonly trace: Trace;
  readonly observed: ObservedState;
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly shop: Shop;
  readonly gateway: Gateway;
  readonly signers: Signers;
  readonly callbacks: Callbacks;
  readonly browser: Browser;
  readonly running: () => boolean;

  constructor({ kit, seed, observed, check, running }: WorldOptions) {
    const { scheduler } = this;
    const random = new Random(seed);
    const trace = new Trace(() => scheduler.now);
    this.random = random;
    this.trace = trace;
    this.observed = observed;
    this.running = running;
    trace.listen((entry) => observed.read(entry));
    trace.listen(check);
    const faults = new FaultPlan(random.fork(), trace);
    this.faults = faults;
    trace.record('begun', { seed, faults: [...faults.chosen] });
    const shop = new Shop(random.fork(), trace);
    this.shop = shop;
    const common = { kit, scheduler, faults, trace, observed };
    const callBack = (request: Request): Promise<Response> => this.callbacks.receive(request);
    this.gateway = new Gateway({ ...common, random: random.fork(), callBack });
    const { gateway } = this;
    this.signers = new Signers({ ...common, random: random.fork(), shop, gateway });
    const { signers } = this;
    this.callbacks = new Callbacks({ scheduler, random, faults, observed, gateway, signers });
    this.browser = new Browser({ ...common, random: random.fork(), take: signers.take.bind(signers) });
    trace.listen((entry) => this.#react(entry));
  }

  readonly advance = (ms: number): Promise<void> => this.scheduler.advance(ms, this.running);

  reconcile(): void {
    for (const process of this.signers.living) void process.reconcile().catch(() => undefined);
  }

  /** A request from a client without the kit's browser code. */
  send(method: string, path: string, headers: Record<string, string>, body = ''): void {
    const whole = { ...headers, 'Content-Type': 'application/json', Origin: SHOP };
    const incoming = { from: 'stranger', method, url: SHOP + path, headers: whole, body } as const;
    void this.signers.take(incoming).catch(() => undefined);
  }

  /** Consequences that the faults add to an entry. */
  #react(entry: Entry): void {
    const { faults, scheduler, random, observed, shop } = this;
    if (entry.kind === 'died') {
      faults.record('kill', observed.stateWithin(random.pick(shop.orders).uuid, random));
      scheduler.after(random.between(100, 20_000), () => this.signers.recover());
    }
    if (entry.kind === 'gatewayChanged' && faults.has('stranger probes')) this.#askForReceipt(entry.id);
    if (entry.kind !== 'created' || !faults.strikes('callback early', observed.stateOf(entry.uuid), 0.5))
      return;
    const { id, uuid } = entry;
    const body = { id, uuid, amount: 1, currency: 'RUB', payment_status: 'success' };
    scheduler.after(random.between(0, 30), () => this.callbacks.send(body));
  }

  /** The holder of the handle asks for a receipt although the payment differs from the order. */
  #askForReceipt(id: number): void {
    const { observed, faults, scheduler } = this;
    const payment = observed.payments.get(id);
    const attempt = observed.attempts.get(payment?.asked ?? '');
    if (!payment || !attempt || observed.isExact(payment)) return;
    faults.record('stranger probes', attempt.state);
    scheduler.after(25_000, () => this.send('GET', '/kvit/receipt', { 'Kvit-Payment': attempt.handle }));
  }
}
