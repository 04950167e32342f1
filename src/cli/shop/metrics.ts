import { Counter, Histogram, Registry } from 'prom-client';
import type { AttemptState } from '../../server/store/records/attempt-state.ts';
import type { Store } from '../../server/store/store.ts';
import type { Fetch } from '../../server/runtime/world.ts';
import { storeWith } from './override-store.ts';

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^POST .*\/v2\/payments$/, 'create'],
  [/^GET .*\/v2\/payments$/, 'list'],
  [/^GET .*\/receipt$/, 'receipt'],
  [/^GET .*\/v2\/payments\/\d+$/, 'payment'],
  [/^(?:PUT|DELETE) .*\/hold$/, 'hold'],
  [/^PUT .*\/refund$/, 'refund'],
];

/** A call of the gateway by its kind, since its address holds numbers. */
const callName = (method: string, url: string): string =>
  NAMES.find(([pattern]) => pattern.test(`${method} ${new URL(url).pathname}`))?.[1] ?? 'other';

/** What the signer can be watched by, for Prometheus. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #attempts = new Counter({
    name: 'kvit_attempts_total',
    help: 'Attempts to have an order paid that entered a state, since the start',
    labelNames: ['state'],
    registers: [this.#registry],
  });
  readonly #gateway = new Histogram({
    name: 'kvit_gateway_seconds',
    help: 'How long the gateway took until the head of its answer; status 0 is no answer',
    labelNames: ['call', 'status'],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #unknown = new Counter({
    name: 'kvit_unknown_total',
    help: 'Creates whose outcome nobody knows yet: reconcile() finds out',
    registers: [this.#registry],
  });
  readonly #callbacks = new Counter({
    name: 'kvit_callbacks_total',
    help: 'Callbacks by what was answered; 2xx means applied or stored',
    labelNames: ['status'],
    registers: [this.#registry],
  });
  readonly #requests = new Histogram({
    name: 'kvit_request_seconds',
    help: 'How long browsers waited',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers: [this.#registry],
  });
  readonly #alerts = new Counter({
    name: 'kvit_alerts_total',
    help: 'What the merchant was told of, by kind',
    labelNames: ['kind'],
    registers: [this.#registry],
  });

  /** in Prometheus' text format */
  async text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  alert(kind: string): void {
    this.#alerts.inc({ kind });
  }

  /** @param ms how long it took */
  request(route: string, status: number, ms: number): void {
    this.#requests.observe({ route, status: String(status) }, ms / 1000);
    if (route === 'callback') this.#callbacks.inc({ status: String(status) });
  }

  /** The same calls, timed. */
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

  /** The same store, with the states that attempts enter counted once they are written. */
  counted(store: Store): Store {
    const entered = (state: AttemptState): void => {
      this.#attempts.inc({ state });
      if (state === 'UNKNOWN') this.#unknown.inc();
    };
    return storeWith(store, {
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
