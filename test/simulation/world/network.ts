import type { Random } from '../engine/random.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import type { FaultName } from '../faults/faults.ts';
import type { State } from '../trace/states.ts';
import { htmlReply, jsonReply, networkError, never, type Reply } from './reply.ts';

/** The names of the faults of one link. */
export interface LinkFaults {
  readonly dropRequest: FaultName;
  readonly delayRequest: FaultName;
  readonly doubleRequest: FaultName;
  readonly reorder: FaultName;
  readonly refuse: FaultName;
  readonly portal: FaultName;
  readonly dropAnswer: FaultName;
  readonly delayAnswer: FaultName;
  readonly truncate: FaultName;
  readonly failAfter: FaultName;
}

export const TO_SIGNER: LinkFaults = {
  dropRequest: 'request dropped',
  delayRequest: 'request delayed',
  doubleRequest: 'request doubled',
  reorder: 'request reordered',
  refuse: 'request refused by a proxy',
  portal: 'answer is a portal’s',
  dropAnswer: 'answer dropped',
  delayAnswer: 'answer delayed',
  truncate: 'answer truncated',
  failAfter: 'answer turned into 5xx',
};

export const TO_GATEWAY: LinkFaults = {
  dropRequest: 'gateway request dropped',
  delayRequest: 'gateway request delayed',
  doubleRequest: 'gateway request doubled',
  reorder: 'gateway request reordered',
  refuse: 'gateway refuses',
  portal: 'gateway answers HTML',
  dropAnswer: 'gateway answer dropped',
  delayAnswer: 'gateway answer delayed',
  truncate: 'gateway answer truncated',
  failAfter: 'gateway fails after the effect',
};

/** One request: its effect at the other end, and the state that the coverage counts its faults under. */
export interface Delivery {
  readonly state: () => State;
  readonly deliver: () => Promise<Reply>;
}

const REFUSALS = [401, 403, 404, 422, 429, 500, 502, 503];
const FAILURES = [500, 502, 503, 504];

/** Sends requests and returns their answers. Each fault strikes before or after the effect. */
export class Network {
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #faults: FaultPlan;
  readonly #names: LinkFaults;

  constructor(scheduler: Scheduler, random: Random, faults: FaultPlan, names: LinkFaults) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.#faults = faults;
    this.#names = names;
  }

  /** @throws {TypeError} as `fetch` does when the connection breaks */
  async exchange(delivery: Delivery): Promise<Reply> {
    const refused = await this.#send(delivery);
    if (refused) return refused;
    const reply = await delivery.deliver();
    return this.#return(delivery, reply);
  }

  async #send({ state, deliver }: Delivery): Promise<Reply | null> {
    const { dropRequest, delayRequest, doubleRequest, reorder, refuse, portal } = this.#names;
    await this.#scheduler.pass(this.#random.between(1, 30));
    if (this.#strikes(reorder, state, 0.4)) await this.#scheduler.pass(this.#random.between(50, 3000));
    if (this.#strikes(delayRequest, state)) await this.#scheduler.pass(this.#random.between(1000, 30_000));
    if (this.#strikes(dropRequest, state)) return this.#lose();
    if (this.#strikes(portal, state)) return htmlReply(this.#random.pick([200, 200, 502]));
    if (this.#strikes(refuse, state)) return this.#refusal(this.#random.pick(REFUSALS));
    if (this.#strikes(doubleRequest, state)) {
      this.#scheduler.after(this.#random.between(0, 3000), () => void deliver().catch(() => undefined));
    }
    return null;
  }

  async #return({ state }: Delivery, reply: Reply): Promise<Reply> {
    const { dropAnswer, delayAnswer, truncate, failAfter } = this.#names;
    await this.#scheduler.pass(this.#random.between(1, 30));
    if (this.#strikes(delayAnswer, state)) await this.#scheduler.pass(this.#random.between(1000, 30_000));
    if (this.#strikes(dropAnswer, state)) return this.#lose();
    if (this.#strikes(failAfter, state)) return this.#refusal(this.#random.pick(FAILURES));
    if (this.#strikes(truncate, state)) return { ...reply, text: reply.text.slice(0, reply.text.length / 2) };
    return reply;
  }

  #strikes(name: FaultName, state: () => State, probability?: number): boolean {
    return this.#faults.has(name) && this.#faults.strikes(name, state(), probability);
  }

  #lose(): Promise<never> {
    if (this.#random.chance(0.5)) return never();
    throw networkError();
  }

  #refusal(status: number): Reply {
    if (this.#random.chance(0.5)) return htmlReply(status);
    return jsonReply(status, { error: 'not now', status }, this.#random.pick([undefined, 0, 3, 9999]));
  }
}
