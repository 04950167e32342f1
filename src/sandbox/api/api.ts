import { ApiError } from '../responses/api-error.ts';
import type { ScenarioPlayer } from '../scenario/scenario-player.ts';
import type { Gateway } from '../payments/gateway.ts';
import { refuse, type Answer, type Route } from './route.ts';
import type { AnswerFault } from '../scenario/script.ts';
import type { ScriptRun } from '../scenario/script-run.ts';
import { applyFault } from './answer-fault.ts';

interface ApiOptions {
  readonly gateway: Gateway;
  readonly player: ScenarioPlayer;
  readonly apiKey: string;
  readonly routes: readonly Route[];
}

/** An answer and its delay in milliseconds on the sandbox's clock. */
interface TimedResponse {
  readonly response: Response;
  readonly delay: number;
}

interface Found {
  readonly route: Route;
  readonly id: string;
}

/** UrlPay's API: finds the operation, applies the scenario's fault, checks the key and answers. */
export class Api {
  readonly #options: ApiOptions;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  /** @param text the body of the request. @throws LostAnswerError if the scenario loses the answer. */
  answer(request: Request, text: string): TimedResponse {
    const found = this.#find(request);
    const run = this.#runFor(found, text);
    const fault = run.answer(found?.route.operation ?? null);
    const response = applyFault(fault, {
      serve: () => this.#serve(request, text, found, fault),
      refuse: found?.route.refuse ?? refuse,
      reasons: found?.route.reasons ?? {},
      losesTry: () => found?.route.operation === 'create' && this.#losesTry(run),
    });
    return { response, delay: typeof fault === 'object' && 'slow' in fault ? fault.slow : 0 };
  }

  #find(request: Request): Found | null {
    const { pathname } = new URL(request.url);
    for (const candidate of this.#options.routes) {
      const match = candidate.method === request.method ? candidate.path.exec(pathname) : null;
      if (match !== null) return { route: candidate, id: match[1] ?? '' };
    }
    return null;
  }

  // A payment with a magic amount keeps its own scenario; all other calls follow the current one.
  #runFor(found: Found | null, text: string): ScriptRun {
    const { player, gateway } = this.#options;
    if (!player.magicAmounts || found === null) return player.run;
    if (found.route.operation === 'create') return player.runForBody(text);
    const isPayment = ['get', 'capture', 'release', 'refund', 'receipt'].includes(found.route.operation);
    const payment = isPayment ? gateway.find(found.id) : null;
    return payment === null ? player.run : player.runFor(payment.order.amount);
  }

  #serve(request: Request, text: string, found: Found | null, fault: AnswerFault): Answer {
    if (found === null) return refuse(new ApiError(404, 'not found'));
    const { route, id } = found;
    const view = typeof fault === 'object' ? fault : { slow: 0 };
    const seenAt = this.#options.gateway.clock.now() - ('stale' in view ? view.stale : 0);
    const shows = 'shows' in view ? view.shows : null;
    try {
      this.#authenticate(request);
      return route.handle({ url: new URL(request.url), id, text, seenAt, shows });
    } catch (error) {
      if (error instanceof ApiError) return route.refuse(error);
      throw error;
    }
  }

  #authenticate(request: Request): void {
    const key = /^Bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
    if (key !== this.#options.apiKey) throw new ApiError(401, 'unauthorized');
  }

  #losesTry(run: ScriptRun): boolean {
    const latest = this.#options.gateway.payments().at(-1);
    return latest !== undefined && run.losesTry(`${latest.order.amount} ${latest.order.description}`);
  }
}
