import type { CallbackAttempt } from './callbacks.ts';
import type { Gateway } from './gateway.ts';
import type { Payment, PaymentJson } from './payment.ts';
import { jsonReply } from './reply.ts';
import { isScenarioName, type ScenarioName, SCENARIOS } from './scenario.ts';

/** A payment with what a test wants to know about it and the API does not tell. */
export interface PaymentReport extends PaymentJson {
  readonly scenario: ScenarioName;
  readonly paymentUrl: string;
  readonly callbacks: readonly CallbackAttempt[];
}

/** The sandbox's own switches under `/_sandbox`. They ask for no key: the sandbox belongs on a loopback address. */
export class Control {
  readonly #gateway: Gateway;

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  async answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const call = `${request.method} ${pathname}`;
    if (call === 'GET /_sandbox/scenario') return this.#showScenario();
    if (call === 'PUT /_sandbox/scenario') return await this.#setScenario(request);
    if (call === 'GET /_sandbox/payments') return jsonReply(200, { items: this.payments() });
    return jsonReply(404, { error: 'not found', status: 404 });
  }

  payments(): readonly PaymentReport[] {
    return this.#gateway.payments().map((payment) => this.#reportOn(payment));
  }

  #reportOn(payment: Payment): PaymentReport {
    const { clock, callbacks } = this.#gateway;
    return {
      ...payment.toJson(clock.now()),
      scenario: payment.origin.scenario,
      paymentUrl: payment.origin.pageUrl,
      callbacks: callbacks.log.filter((attempt) => attempt.body.id === payment.origin.id),
    };
  }

  #showScenario(): Response {
    return jsonReply(200, { scenario: this.#gateway.scenario, scenarios: SCENARIOS });
  }

  async #setScenario(request: Request): Promise<Response> {
    const name = scenarioIn(await request.json().catch(() => null));
    if (!isScenarioName(name)) return jsonReply(422, { error: 'scenario: no such scenario', status: 422 });
    this.#gateway.scenario = name;
    return this.#showScenario();
  }
}

function scenarioIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'scenario' in body ? body.scenario : null;
}
