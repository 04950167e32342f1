import type { FaultName, FaultPlan, State } from './faults.ts';
import type { Random } from './random.ts';
import { broken, htmlReply, jsonReply, silence, type Reply } from './reply.ts';
import type { Scheduler } from './scheduler.ts';

/** The faults of one way through the network, by what they do. */
export interface Mishaps {
  readonly dropAsk: FaultName;
  readonly delayAsk: FaultName;
  readonly doubleAsk: FaultName;
  readonly reorder: FaultName;
  readonly refuse: FaultName;
  readonly portal: FaultName;
  readonly dropAnswer: FaultName;
  readonly delayAnswer: FaultName;
  readonly truncate: FaultName;
  readonly failAfter: FaultName;
}

export const TO_SIGNER: Mishaps = {
  dropAsk: 'ask dropped',
  delayAsk: 'ask delayed',
  doubleAsk: 'ask doubled',
  reorder: 'ask reordered',
  refuse: 'ask refused by a proxy',
  portal: 'answer is a portal’s',
  dropAnswer: 'answer dropped',
  delayAnswer: 'answer delayed',
  truncate: 'answer truncated',
  failAfter: 'answer turned into 5xx',
};

export const TO_GATEWAY: Mishaps = {
  dropAsk: 'gateway ask dropped',
  delayAsk: 'gateway ask delayed',
  doubleAsk: 'gateway ask doubled',
  reorder: 'gateway ask reordered',
  refuse: 'gateway refuses',
  portal: 'gateway answers HTML',
  dropAnswer: 'gateway answer dropped',
  delayAnswer: 'gateway answer delayed',
  truncate: 'gateway answer truncated',
  failAfter: 'gateway fails after the effect',
};

/** A parcel: what has an effect at its other end, and what it is about as the coverage knows it. */
export interface Parcel {
  readonly state: () => State;
  readonly deliver: () => Promise<Reply>;
}

const REFUSALS = [401, 403, 404, 422, 429, 500, 502, 503];
const FAILURES = [500, 502, 503, 504];

/** Carries requests and their answers, badly: each fault strikes before or after the effect. */
export class Carrier {
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  readonly #faults: FaultPlan;
  readonly #mishaps: Mishaps;

  constructor(scheduler: Scheduler, random: Random, faults: FaultPlan, mishaps: Mishaps) {
    this.#scheduler = scheduler;
    this.#random = random;
    this.#faults = faults;
    this.#mishaps = mishaps;
  }

  /** @throws {TypeError} as `fetch` does when the connection breaks */
  async carry(parcel: Parcel): Promise<Reply> {
    const refused = await this.#there(parcel);
    if (refused) return refused;
    const reply = await parcel.deliver();
    return this.#back(parcel, reply);
  }

  async #there({ state, deliver }: Parcel): Promise<Reply | null> {
    const { dropAsk, delayAsk, doubleAsk, reorder, refuse, portal } = this.#mishaps;
    await this.#scheduler.pass(this.#random.between(1, 30));
    if (this.#strikes(reorder, state, 0.4)) await this.#scheduler.pass(this.#random.between(50, 3000));
    if (this.#strikes(delayAsk, state)) await this.#scheduler.pass(this.#random.between(1000, 30_000));
    if (this.#strikes(dropAsk, state)) return this.#lose();
    if (this.#strikes(portal, state)) return htmlReply(this.#random.pick([200, 200, 502]));
    if (this.#strikes(refuse, state)) return this.#refusal(this.#random.pick(REFUSALS));
    if (this.#strikes(doubleAsk, state)) {
      this.#scheduler.after(this.#random.between(0, 3000), () => void deliver().catch(() => undefined));
    }
    return null;
  }

  async #back({ state }: Parcel, reply: Reply): Promise<Reply> {
    const { dropAnswer, delayAnswer, truncate, failAfter } = this.#mishaps;
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
    if (this.#random.chance(0.5)) return silence();
    throw broken();
  }

  #refusal(status: number): Reply {
    if (this.#random.chance(0.5)) return htmlReply(status);
    return jsonReply(status, { error: 'not now', status }, this.#random.pick([undefined, 0, 3, 9999]));
  }
}
