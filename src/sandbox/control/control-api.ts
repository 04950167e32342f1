import { clockControl } from './clock-control.ts';
import { callbackControl } from './callback-control.ts';
import type { ScenarioPlayer } from '../scenario/scenario-player.ts';
import type { Gateway } from '../payments/gateway.ts';
import { paymentControl } from './payment-control.ts';
import type { Payouts } from '../payouts/payouts.ts';
import { payoutControl } from './payout-control.ts';
import { jsonResponse } from '../responses/json-response.ts';
import type { Reports } from './report.ts';
import { scenarioControl } from './scenario-control.ts';
import { refusal, type ControlRoute } from './control-route.ts';

interface ControlApiOptions {
  readonly gateway: Gateway;
  readonly player: ScenarioPlayer;
  readonly payouts: Payouts;
  readonly reports: Reports;
}

/** The control routes under `/_sandbox`. They need no key: the sandbox belongs on a loopback address. */
export class ControlApi {
  readonly #routes: readonly ControlRoute[];

  constructor({ gateway, player, payouts, reports }: ControlApiOptions) {
    this.#routes = [
      ...scenarioControl(player),
      ...clockControl(gateway.clock),
      ...paymentControl(gateway, reports),
      ...payoutControl(payouts),
      ...callbackControl(gateway),
    ];
  }

  /** @param text the body of the request. */
  answer(request: Request, text: string): Response {
    const { pathname } = new URL(request.url);
    if (/^\/_sandbox\/?$/.test(pathname) && request.method === 'GET') return this.#list();
    for (const { method, path, answer } of this.#routes) {
      const pattern = new RegExp(`^/_sandbox${path.replace('{id}', '([^/]+)')}$`);
      const match = method === request.method ? pattern.exec(pathname) : null;
      if (match !== null) return answerTo(text, (body) => answer(body, match[1] ?? ''));
    }
    return refusal(404, 'there is no such control route; GET /_sandbox lists them');
  }

  #list(): Response {
    const routes = this.#routes.map(({ method, path, about }) => ({
      method,
      path: `/_sandbox${path}`,
      about,
    }));
    return jsonResponse(200, { routes });
  }
}

/** Refuses a broken body here, because a route would report a missing field instead. */
function answerTo(text: string, answer: (body: unknown) => Response): Response {
  let body: unknown = null;
  try {
    if (text !== '') body = JSON.parse(text);
  } catch {
    return refusal(422, 'body: must be JSON');
  }
  return answer(body);
}
