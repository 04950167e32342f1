import { clockSwitches } from './clock-switches.ts';
import { callbackSwitches } from './callback-switches.ts';
import type { Director } from '../scenario/director.ts';
import type { Gateway } from '../books/gateway.ts';
import { paymentSwitches } from './payment-switches.ts';
import type { Payouts } from '../books/payouts.ts';
import { payoutSwitches } from './payout-switches.ts';
import { jsonReply } from '../answers/reply.ts';
import type { Reports } from './report.ts';
import { scenarioSwitches } from './scenario-switches.ts';
import { refusal, type Switch } from './switch.ts';

export type { PaymentReport } from './report.ts';

export interface ControlOptions {
  readonly gateway: Gateway;
  readonly director: Director;
  readonly payouts: Payouts;
  readonly reports: Reports;
}

/** The sandbox's own switches under `/_sandbox`. They ask for no key: the sandbox belongs on a loopback address. */
export class Control {
  readonly #switches: readonly Switch[];

  constructor({ gateway, director, payouts, reports }: ControlOptions) {
    this.#switches = [
      ...scenarioSwitches(director),
      ...clockSwitches(gateway.clock),
      ...paymentSwitches(gateway, reports),
      ...payoutSwitches(payouts),
      ...callbackSwitches(gateway),
    ];
  }

  /** @param text the body of the request. */
  answer(request: Request, text: string): Response {
    const { pathname } = new URL(request.url);
    if (/^\/_sandbox\/?$/.test(pathname) && request.method === 'GET') return this.#list();
    for (const { method, path, answer } of this.#switches) {
      const pattern = new RegExp(`^/_sandbox${path.replace('{id}', '([^/]+)')}$`);
      const match = method === request.method ? pattern.exec(pathname) : null;
      if (match !== null) return answerTo(text, (body) => answer(body, match[1] ?? ''));
    }
    return refusal(404, 'there is no such switch: GET /_sandbox lists them');
  }

  #list(): Response {
    const routes = this.#switches.map(({ method, path, about }) => ({
      method,
      path: `/_sandbox${path}`,
      about,
    }));
    return jsonReply(200, { routes });
  }
}

/** A body that is broken is named as such: the switch would blame a field that was never read. */
function answerTo(text: string, answer: (body: unknown) => Response): Response {
  let body: unknown = null;
  try {
    if (text !== '') body = JSON.parse(text);
  } catch {
    return refusal(422, 'body: must be JSON');
  }
  return answer(body);
}
