import type { PaymentReport, Sandbox } from '../../../src/sandbox/index.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { FaultName } from '../faults/faults.ts';
import type { Trace } from '../trace/trace.ts';
import type { Kit } from '../engine/kit.ts';
import type { Random } from '../engine/random.ts';
import { withReceiptFaults } from './receipts.ts';
import type { ObservedState } from '../trace/observed-state.ts';
import { readReply, type Reply } from './reply.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import { API_KEY, CALLBACK_URL, SECRET, SHOP_ID } from './shop.ts';

export const GATEWAY = 'https://pay.sandbox.test';

/** The gateway's record of a payment. Kopecks. */
export interface GatewayPayment {
  readonly id: number;
  readonly uuid: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: number;
}

/** Fields of a record that differ from the request, or that changed in a way the sandbox has no scenario for. */
type Deviation = Partial<Pick<GatewayPayment, 'uuid' | 'amount' | 'currency' | 'status'>>;

interface Call {
  readonly method: string;
  /** Path below the base URL. */
  readonly path: string;
  readonly body: string;
  readonly authorization: string;
}

interface GatewayOptions {
  readonly kit: Kit;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly trace: Trace;
  readonly observed: ObservedState;
  /** Delivers a callback of the sandbox. */
  readonly callBack: (request: Request) => Promise<Response>;
}

const HOSTILE_PAGES = [
  'https://pay.sandbox.test@evil.test/pay/1',
  'https://pay.sandbox.test.evil.test/pay/1',
  'http://pay.sandbox.test/pay/1',
  'https://xpay.sandbox.test/pay/1',
  'javascript:alert(1)',
  '//evil.test/pay/1',
];

/** The real sandbox, with deviations in its records and false answers for a moment. */
export class Gateway {
  readonly sandbox: Sandbox;
  readonly #trace: Trace;
  readonly #random: Random;
  readonly #faults: FaultPlan;
  readonly #observed: ObservedState;
  readonly #deviations = new Map<number, Deviation>();
  readonly #pages = new Map<number, string>();
  readonly #history = new Map<number, GatewayPayment[]>();
  #lied = false;

  constructor({ kit, scheduler, random, faults, trace, observed, callBack }: GatewayOptions) {
    this.#trace = trace;
    this.#random = random;
    this.#faults = faults;
    this.#observed = observed;
    this.sandbox = kit.createSandbox({
      shopId: SHOP_ID,
      secret: SECRET,
      apiKey: API_KEY,
      callbackUrl: CALLBACK_URL,
      receiptDelay: random.pick([0, 2000, 20_000]),
      seed: random.between(1, 1e9),
      clock: { now: () => scheduler.now, sleep: (ms) => scheduler.sleep(ms) },
      fetch: callBack,
    });
  }

  /** Performs an API call. `gatewayCall` identifies it in the trace. */
  async answer({ method, path, body, authorization }: Call, gatewayCall: number): Promise<Reply> {
    const headers = { authorization, 'content-type': 'application/json' };
    const init = { method, headers, ...(method === 'GET' ? {} : { body }) };
    const reply = await readReply(await this.sandbox.fetch(new Request(`${GATEWAY}/api${path}`, init)));
    if (method === 'POST' && reply.status === 201) return this.#created(reply, body, gatewayCall);
    this.observe();
    const answer = method === 'GET' && reply.status === 200 ? this.#answerTo(path, reply) : reply;
    this.#trace.record('returned', { gatewayCall, status: answer.status, lied: this.#lied });
    this.#lied = false;
    return answer;
  }

  /** The buyer chooses an outcome on a payment page. */
  async choose(url: string, outcome: string): Promise<void> {
    const body = new URLSearchParams({ outcome });
    await this.sandbox.fetch(new Request(url, { method: 'POST', body }));
    this.observe();
  }

  /** The merchant captures (`PUT`) or releases (`DELETE`) a hold in the gateway's back office. */
  async settleHold(id: number, method: 'PUT' | 'DELETE'): Promise<void> {
    const headers = { authorization: `Bearer ${API_KEY}` };
    await this.sandbox.fetch(new Request(`${GATEWAY}/api/v2/payments/${id}/hold`, { method, headers }));
    this.observe();
  }

  /** A card scheme authorises a failed payment late. */
  payLate(id: number): void {
    this.#deviations.set(id, { ...this.#deviations.get(id), status: 3 });
    this.observe();
  }

  find(id: number): GatewayPayment | undefined {
    return this.#history.get(id)?.at(-1);
  }

  get payments(): readonly GatewayPayment[] {
    return [...this.#history.values()].flatMap((history) => history.at(-1) ?? []);
  }

  idOf(url: string): number | undefined {
    return [...this.#pages].find(([, page]) => page === url)?.[0];
  }

  /** Records every changed payment; the scenarios of the sandbox advance by themselves. */
  observe(): void {
    for (const report of this.sandbox.payments()) {
      // A payment that is just being created is recorded together with its page.
      if (!this.#pages.has(report.id)) continue;
      const now = this.#recordOf(report);
      const history = this.#history.get(now.id) ?? [];
      if (history.at(-1)?.status === now.status) continue;
      this.#history.set(now.id, [...history, now]);
      this.#trace.record('gatewayChanged', now);
    }
  }

  #recordOf({ id, uuid, amount, currency, status }: PaymentReport): GatewayPayment {
    return {
      id,
      uuid,
      amount: Number(amount.replace('.', '')),
      currency,
      status,
      ...this.#deviations.get(id),
    };
  }

  #created(reply: Reply, body: string, gatewayCall: number): Reply {
    const { id, paymentUrl } = JSON.parse(reply.text) as { id: number; paymentUrl: string };
    const { uuid, amount } = JSON.parse(body) as { uuid: string; amount: string };
    const deviation = this.#deviationOf(uuid, Number(amount.replace('.', '')));
    if (deviation) this.#deviations.set(id, deviation);
    const url = this.#strikes('hostile page', 'CREATING') ? this.#random.pick(HOSTILE_PAGES) : paymentUrl;
    this.#pages.set(id, url);
    this.#trace.record('created', { id, uuid, gatewayCall, url });
    this.observe();
    this.#trace.record('returned', { gatewayCall, status: 201, lied: false });
    return { ...reply, text: JSON.stringify({ success: true, paymentUrl: url, id }) };
  }

  #deviationOf(uuid: string, amount: number): Deviation | undefined {
    if (this.#strikes('wrong uuid', 'CREATING')) return { uuid: this.#random.pick(['order-9', `${uuid}.9`]) };
    if (this.#strikes('wrong amount', 'CREATING'))
      return { amount: amount + this.#random.pick([-1, 1, 9900]) };
    return this.#strikes('wrong currency', 'CREATING') ? { currency: 'usd' } : undefined;
  }

  #strikes(name: FaultName, state: 'CREATING'): boolean {
    return this.#faults.strikes(name, state, 0.3);
  }

  /** The answer of the API, true or false. */
  #answerTo(path: string, reply: Reply): Reply {
    const [, digits, tail] = /^\/v2\/payments\/(\d+)(\/receipt)?$/.exec(path) ?? [];
    if (digits === undefined) return { ...reply, text: JSON.stringify({ items: this.#list() }) };
    const id = Number(digits);
    if (tail) return withReceiptFaults(reply, this.#faults, this.#observed.stateOfPayment(id), this.#random);
    return { ...reply, text: JSON.stringify({ success: true, payment: this.#reported(id) }) };
  }

  #list(): readonly unknown[] {
    const ids = [...this.#history.keys()];
    const stale = this.#faults.strikes('stale list', 'UNKNOWN', 0.5);
    return (stale ? ids.slice(0, -1) : ids).map((id) => this.#reported(id));
  }

  #reported(id: number): object | null {
    const payment = this.find(id);
    if (!payment) return null;
    const { uuid, currency } = payment;
    const amount = (payment.amount / 100).toFixed(2);
    return { id, uuid, amount, currency, description: 'Заказ', status: this.#reportedStatus(payment) };
  }

  #reportedStatus({ id, status }: GatewayPayment): number {
    const earlier = (this.#history.get(id) ?? []).slice(0, -1);
    const old = earlier.at(-1)?.status;
    if (old !== undefined && this.#faults.strikes('regresses', this.#observed.stateOfPayment(id)))
      return this.#lie(old);
    if (this.#faults.strikes('unknown status', this.#observed.stateOfPayment(id)))
      return this.#lie(this.#random.pick([7, 9, 42]));
    return status;
  }

  #lie(status: number): number {
    this.#lied = true;
    return status;
  }
}
