import { Counter, Histogram, Registry } from 'prom-client';
import type { AttemptState } from '../../server/store/records/attempt-state.ts';
import type { Store } from '../../server/store/store.ts';
import type { Fetch } from '../../server/runtime/world.ts';
import { overrideStore } from './override-store.ts';

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^POST .*\/v2\/payments$/, 'create'],
  [/^GET .*\/v2\/payments$/, 'list'],
  [/^GET .*\/receipt$/, 'receipt'],
  [/^GET .*\/v2\/payments\/\d+$/, 'payment'],
  [/^(?:PUT|DELETE) .*\/hold$/, 'hold'],
  [/^PUT .*\/refund$/, 'refund'],
];

/** The kind of a gateway call. The address itself contains ids and would make a new label for each. */
const callName = (method: string, url: string): string =>
  NAMES.find(([pattern]) => pattern.test(`${method} ${new URL(url).pathname}`))?.[1] ?? 'other';

/** Metrics of the signer for Prometheus. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #attempts = new Counter({
    name: 'kvit_attempts_total',
    help: 'Payment attempts that entered a state, since the start',
    labelNames: ['state'],
    registers: [this.#registry],
  });
  readonly #gateway = new Histogram({
    name: 'kvit_gateway_seconds',
    help: 'Time until the gateway’s response headers; status 0 means no answer',
    labelNames: ['call', 'status'],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #unknown = new Counter({
    name: 'kvit_unknown_total',
    help: 'Payment creations with an unknown outcome, which reconcile() resolves',
    registers: [this.#registry],
  });
  readonly #callbacks = new Counter({
    name: 'kvit_callbacks_total',
    help: 'Callbacks by the signer’s answer; 2xx means applied or stored',
    labelNames: ['status'],
    registers: [this.#registry],
  });
  readonly #requests = new Histogram({
    name: 'kvit_request_seconds',
    help: 'Time until the signer’s answer to a request',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #alerts = new Counter({
    name: 'kvit_alerts_total',
    help: 'Alerts to the merchant, by kind',
    labelNames: ['kind'],
    registers: [this.#registry],
  });

  /** Writes all metrics in Prometheus' text format. */
  async text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  alert(kind: string): void {
    this.#alerts.inc({ kind });
  }

  /** Counts a request. @param ms its duration */
  request(route: string, status: number, ms: number): void {
    this.#requests.observe({ route, status: String(status) }, ms / 1000);
    if (route === 'callback') this.#callbacks.inc({ status: String(status) });
  }

  /** Wraps `fetch` so that each call is timed. */
  timed(fetch: Fetch): Fetch {
    return async (input, init) => {
      const call = callName(init.method ?? 'GET', input);
      const end = this.#gateway.startTimer({ call });
      try {
        const answer = await fetch(input, init);
        end({ status: String(answer.status) });
        return answer;
      } catch (error) {
        end({ status: '0' });
        throw error;
      }
    };
  }

  /** Wraps a store so that the states that attempts enter are counted after the write. */
  counted(store: Store): Store {
    const entered = (state: AttemptState): void => {
      this.#attempts.inc({ state });
      if (state === 'UNKNOWN') this.#unknown.inc();
    };
    return overrideStore(store, {
      insert: async (attempt) => {
        const result = await store.insert(attempt);
        if (result === 'inserted') entered(attempt.state);
        return result;
      },
      update: async (from, change, event) => {
        const result = await store.update(from, change, event);
        if (result.kind === 'updated' && result.attempt.state !== from.state) entered(result.attempt.state);
        return result;
      },
    });
  }
}
