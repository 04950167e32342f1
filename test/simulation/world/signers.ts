import type { Alert, OrderInput, Store } from '../../../src/server/index.ts';
import { Network, TO_GATEWAY } from './network.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { State } from '../trace/states.ts';
import { GATEWAY, type Gateway } from './gateway.ts';
import type { Trace } from '../trace/trace.ts';
import type { Kit } from '../engine/kit.ts';
import type { Random } from '../engine/random.ts';
import { htmlReply, jsonReply, networkError, toResponse, type Reply } from './reply.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import { API_KEY, CALLBACK_SECRET, SECRET, SHOP_ID, type Shop } from './shop.ts';
import { SignerProcess } from './signer-process.ts';
import { storeAccess } from './store-access.ts';
import type { ObservedState } from '../trace/observed-state.ts';

export interface SignersOptions {
  readonly kit: Kit;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly trace: Trace;
  readonly shop: Shop;
  readonly gateway: Gateway;
  readonly observed: ObservedState;
}

/** A request at the shop's server. */
export interface Incoming {
  readonly from: 'browser' | 'stranger' | 'gateway';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The shop's signers behind one address: one store, and one or two processes that can die and restart. */
export class Signers {
  readonly store: Store;
  readonly #options: SignersOptions;
  readonly #network: Network;
  readonly #slots: SignerProcess[];
  #processes = 0;
  #exchanges = 0;
  #gatewayCalls = 0;

  constructor(options: SignersOptions) {
    const { kit, scheduler, random, faults } = options;
    this.#options = options;
    this.store = kit.memoryStore();
    this.#network = new Network(scheduler, random.fork(), faults, TO_GATEWAY);
    this.#slots = [this.#start()];
    if (faults.has('two signers')) this.#slots.push(this.#start());
  }

  get several(): boolean {
    return this.#slots.length > 1;
  }

  get living(): readonly SignerProcess[] {
    return this.#slots.filter(({ alive }) => alive);
  }

  /** Restarts dead processes and corrects every clock. */
  recover(): void {
    this.#slots.forEach((process, index) => {
      if (!process.alive) this.#slots[index] = this.#start();
    });
    for (const process of this.#slots) process.offset = 0;
  }

  /** @throws {TypeError} when the process is down or dies before it answers */
  async take(incoming: Incoming): Promise<Reply> {
    const { random, trace } = this.#options;
    const process = random.pick(this.#slots);
    if (!process.alive) return random.chance(0.5) ? htmlReply(502) : Promise.reject(networkError());
    const { from, method, url, headers, body } = incoming;
    this.#exchanges += 1;
    const exchange = this.#exchanges;
    const path = url.slice(url.indexOf('/kvit'));
    const key = headers['Idempotency-Key'] ?? null;
    trace.record('received', {
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
    trace.record('answered', { exchange, status, headers: reply.headers.join('\n'), text });
    return reply;
  }

  #start(): SignerProcess {
    const { kit, scheduler, trace, faults, observed, shop, random: whole } = this.#options;
    const random = whole.fork();
    this.#processes += 1;
    const process = new SignerProcess(this.#processes, scheduler, trace);
    const stateOf = (uuid: string): State => observed.stateOf(uuid);
    const signer = kit.createSigner({
      shopId: SHOP_ID,
      secret: SECRET,
      apiKey: API_KEY,
      callbackSecret: CALLBACK_SECRET,
      gateway: `${GATEWAY}/api`,
      store: storeAccess(this.store, { scheduler, random, faults, trace, process, stateOf }),
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

  /** The price at the time of the call; the answer may come much later. */
  async #price(uuid: string): Promise<OrderInput | null> {
    const { shop, faults, observed, random, scheduler } = this.#options;
    const input = shop.find(uuid)?.input ?? null;
    if (
      faults.has('price list slow') &&
      faults.strikes('price list slow', observed.stateWithin(uuid, random), 0.5)
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
    const { faults, trace } = this.#options;
    return process.step('handler', async () => {
      hear();
      if (faults.strikes('handler throws', state, 0.5)) throw new Error('the shop’s database is down');
      trace.record('handled', { process: process.id, key });
    });
  }

  async #ask(process: SignerProcess, input: string, init: RequestInit): Promise<Response> {
    const { trace, gateway, faults } = this.#options;
    const method = init.method ?? 'GET';
    const body = typeof init.body === 'string' ? init.body : '';
    const path = input.slice(`${GATEWAY}/api`.length);
    const authorization = new Headers(init.headers).get('Authorization') ?? '';
    this.#gatewayCalls += 1;
    const gatewayCall = this.#gatewayCalls;
    trace.record('sent', { process: process.id, gatewayCall, method, path, body });
    const state = (): State => this.#stateOf(path, body);
    const deliver = (): Promise<Reply> => gateway.answer({ method, path, body, authorization }, gatewayCall);
    const reply = await this.#network.exchange({ state, deliver });
    if (faults.strikes('gateway echoes secrets', state(), 0.1)) return echo(authorization, body);
    return toResponse(reply);
  }

  /** The state of the attempt that a gateway call is about. Only an attempt of unknown outcome needs the list. */
  #stateOf(path: string, body: string): State {
    const { observed } = this.#options;
    if (body !== '') return observed.stateOf((JSON.parse(body) as { uuid: string }).uuid);
    const id = /^\/v2\/payments\/(\d+)/.exec(path)?.[1];
    return id === undefined ? 'UNKNOWN' : observed.stateOfPayment(Number(id));
  }
}

function echo(authorization: string, body: string): Response {
  const sign = /"sign":"(\w+)"/.exec(body)?.[1] ?? '';
  const message = `bad request: ${authorization} ${SECRET} ${sign} ${body}`;
  return toResponse(
    jsonReply(422, { success: false, message, errors: { sign: [`${sign} is not ${SECRET}`] } }),
  );
}
