import type { Random } from '../engine/random.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { ObservedState } from '../trace/observed-state.ts';
import type { Gateway } from './gateway.ts';
import { networkError } from './reply.ts';
import { CALLBACK_URL } from './shop.ts';
import type { Signers } from './signers.ts';

interface CallbacksOptions {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: FaultPlan;
  readonly observed: ObservedState;
  readonly gateway: Gateway;
  readonly signers: Signers;
}

/** Carries callbacks from the gateway to the signers, with faults. */
export class Callbacks {
  readonly #options: CallbacksOptions;

  constructor(options: CallbacksOptions) {
    this.#options = options;
  }

  /** Delivers a callback without faults, from any sender that knows the address. */
  send(body: object): void {
    void this.#deliver(JSON.stringify(body)).catch(() => undefined);
  }

  /** Delivers a callback that the sandbox has no reason to send, with the faults of a real one. */
  announce(body: object): void {
    const request = new Request(CALLBACK_URL, { method: 'POST', body: JSON.stringify(body) });
    void this.receive(request).catch(() => undefined);
  }

  /** Takes a callback of the sandbox. @throws {TypeError} when it is lost */
  async receive(request: Request): Promise<Response> {
    const { faults, scheduler, random, observed, gateway } = this.#options;
    let text = await request.text();
    gateway.observe();
    const body = JSON.parse(text) as { id: number; amount: number };
    const state = observed.stateOfPayment(body.id);
    if (faults.strikes('callback lost', state, 0.7)) throw networkError();
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
    return (await this.#options.signers.take(incoming)).status;
  }
}
