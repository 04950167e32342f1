import type { Alert, OrderInput, Store } from '../../src/server/index.ts';
import { Carrier, TO_GATEWAY } from './carrier.ts';
import type { FaultPlan, State } from './faults.ts';
import { GATEWAY, type Gateway } from './gateway.ts';
import type { Journal } from './journal.ts';
import type { Kit } from './kit.ts';
import type { Random } from './random.ts';
import { htmlReply, jsonReply, toResponse, broken, type Reply } from './reply.ts';
import type { Scheduler } from './scheduler.ts';
import { API_KEY, CALLBACK_SECRET, SECRET, SHOP_ID, type Shop } from './shop.ts';
import { SignerProcess } from './signer-process.ts';
import { storeAccess } from './store-access.ts';
import type { Ledger } from './ledger.ts';

export interface SignersOptions {
  readonly kit: Kit;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly journal: Journal;
  readonly shop: Shop;
  readonly gateway: Gateway;
  readonly ledger: Ledger;
}

/** A request as it reaches the shop's server. */
export interface Incoming {
  readonly from: 'browser' | 'stranger' | 'gateway';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The signers of the shop behind one address: one store, one or two processes, each of which may die and be started again. */
export class Signers {
  readonly store: Store;
  readonly #options: SignersOptions;
  readonly #carrier: Carrier;
  readonly #slots: SignerProcess[];
  #processes = 0;
  #exchanges = 0;
  #trips = 0;

  constructor(options: SignersOptions) {
    const { kit, scheduler, random, faults } = options;
    this.#options = options;
    this.store = kit.memoryStore();
    this.#carrier = new Carrier(scheduler, random.fork(), faults, TO_GATEWAY);
    this.#slots = [this.#start()];
    if (faults.has('two signers')) this.#slots.push(this.#start());
  }

  get several(): boolean {
    return this.#slots.length > 1;
  }

  get living(): readonly SignerProcess[] {
    return this.#slots.filter(({ alive }) => alive);
  }

  /** Starts again what has died, and sets every clock right. */
  recover(): void {
    this.#slots.forEach((process, index) => {
      if (!process.alive) this.#slots[index] = this.#start();
    });
    for (const process of this.#slots) process.offset = 0;
  }

  /** @throws {TypeError} when nobody is there or the one who took it died */
  async take(incoming: Incoming): Promise<Reply> {
    const { random, journal } = this.#options;
    const process = random.pick(this.#slots);
    if (!process.alive) return random.chance(0.5) ? htmlReply(502) : Promise.reject(broken());
    const { from, method, url, headers, body } = incoming;
    this.#exchanges += 1;
    const exchange = this.#exchanges;
    const path = url.slice(url.indexOf('/kvit'));
    const key = headers['Idempotency-Key'] ?? null;
    journal.note('received', {
      exchange,
      from,
      method,
      path,
      key,
      handle: headers['Kvit-Payment'] ?? null,
      body,
    });
    const request = new Request(url, { method, headers, ...(method === 'GET' ? {} : { body }) });
    const reply = await process.handle(request);
    const { status, text } = reply;
    journal.note('answered', { exchange, status, headers: reply.headers.join('\n'), text });
    return reply;
  }

  #start(): SignerProcess {
    const { kit, scheduler, journal, faults, ledger, shop, random: whole } = this.#options;
    const random = whole.fork();
    this.#processes += 1;
    const process = new SignerProcess(this.#processes, scheduler, journal);
    const stateOf = (uuid: string): State => ledger.stateOf(uuid);
    const signer = kit.createSigner({
      shopId: SHOP_ID,
      secret: SECRET,
      apiKey: API_KEY,
      callbackSecret: CALLBACK_SECRET,
      gateway: `${GATEWAY}/api`,
      store: storeAccess(this.store, { scheduler, random, faults, journal, process, stateOf }),
      order: ({ uuid }) => process.step('prices', () => this.#price(uuid)),
      onPaid: (event) => this.#tell(process, event.key, () => shop.paid(process.id, event), 'PAID'),
      onAlert: (alert) => this.#alert(process, alert),
      fetch: (input, init) => process.step('gateway', () => this.#ask(process, input, init)),
      now: process.now,
      sleep: process.sleep,
      random: (count) => random.bytes(count),
    });
    return process.run(signer);
  }

  /** What the shop charged when it was asked, which may be a while ago once it answers. */
  async #price(uuid: string): Promise<OrderInput | null> {
    const { shop, faults, ledger, random, scheduler } = this.#options;
    const input = shop.find(uuid)?.input ?? null;
    if (
      faults.has('price list slow') &&
      faults.strikes('price list slow', ledger.stateWithin(uuid, random), 0.5)
    )
      await scheduler.pass(random.between(200, 8000));
    return input;
  }

  #alert(process: SignerProcess, alert: Alert): Promise<void> | void {
    const { shop } = this.#options;
    if (alert.kind !== 'refund_due') return shop.alerted(process.id, alert);
    const state = alert.reason === 'duplicate' ? 'DUP_PAID' : 'MISMATCH';
    return this.#tell(process, alert.key, () => shop.alerted(process.id, alert), state);
  }

  #tell(process: SignerProcess, key: string, hear: () => void, state: State): Promise<void> {
    const { faults, journal } = this.#options;
    return process.step('handler', async () => {
      hear();
      if (faults.strikes('handler throws', state, 0.5)) throw new Error('the shop’s database is down');
      journal.note('handled', { process: process.id, key });
    });
  }

  async #ask(process: SignerProcess, input: string, init: RequestInit): Promise<Response> {
    const { journal, gateway, faults } = this.#options;
    const method = init.method ?? 'GET';
    const body = typeof init.body === 'string' ? init.body : '';
    const path = input.slice(`${GATEWAY}/api`.length);
    const authorization = new Headers(init.headers).get('Authorization') ?? '';
    this.#trips += 1;
    const trip = this.#trips;
    journal.note('sent', { process: process.id, trip, method, path, body });
    const state = (): State => this.#stateOf(path, body);
    const deliver = (): Promise<Reply> => gateway.answer({ method, path, body, authorization }, trip);
    const reply = await this.#carrier.carry({ state, deliver });
    if (faults.strikes('gateway echoes secrets', state(), 0.1)) return echo(authorization, body);
    return toResponse(reply);
  }

  /** What a call to the gateway is about. The list is asked for only because of an attempt of unknown outcome. */
  #stateOf(path: string, body: string): State {
    const { ledger } = this.#options;
    if (body !== '') return ledger.stateOf((JSON.parse(body) as { uuid: string }).uuid);
    const id = /^\/v2\/payments\/(\d+)/.exec(path)?.[1];
    return id === undefined ? 'UNKNOWN' : ledger.stateOfPayment(Number(id));
  }
}

function echo(authorization: string, body: string): Response {
  const sign = /"sign":"(\w+)"/.exec(body)?.[1] ?? '';
  const message = `bad request: ${authorization} ${SECRET} ${sign} ${body}`;
  return toResponse(
    jsonReply(422, { success: false, message, errors: { sign: [`${sign} is not ${SECRET}`] } }),
  );
}
