import type { Payment } from '../../domain/contract/wire.ts';
import type { Alerts } from '../notification/alerts.ts';
import type { Outbox } from '../notification/outbox.ts';
import { isLeased, nextDue, type Attempt } from '../store/records/attempt.ts';
import type { Store } from '../store/store.ts';
import { readGatewayId } from '../urlpay/fields/gateway-id.ts';
import type { UrlPay } from '../urlpay/url-pay.ts';
import type { Callbacks } from './callbacks.ts';
import type { PaymentChecker } from './payment-checker.ts';
import { hasSamePrice } from './payment-verdict.ts';

/** The result of one `reconcile()`, as counts. */
export interface ReconcileSummary {
  /** attempts that the gateway answered a question about */
  checked: number;
  /** attempts whose creator never came back */
  expired: number;
  /** attempts of unknown outcome that were found in the gateway's list (`GET /v2/payments`) */
  found: number;
  /** attempts without a usable answer of the gateway */
  unreachable: number;
  /** stored callbacks that are done */
  callbacks: number;
  /** events that the merchant took */
  delivered: number;
  /** attempts or events that failed; the next run tries them again */
  failed: number;
}

const MAX_PER_RUN = 1000;
/** Time for attempts in one run, in ms: a slow gateway must not keep callbacks and events waiting. The next run does the rest. */
const MAX_RUN_MS = 30_000;
/** The pause before a lost attempt is looked for again, in ms: it is found within a minute of the gateway's return. */
const RETRY_MS = 20_000;
/** After so many silences in a row the gateway is down, and more questions would only take the run's time. */
const MAX_SILENCES = 3;

/** Options of one `reconcile()`. */
export interface ReconcileOptions {
  /** ends the run after its current step, for a process that has to stop; the next run does the rest */
  signal?: AbortSignal | undefined;
}

interface Run {
  readonly summary: ReconcileSummary;
  readonly signal: AbortSignal | undefined;
  /** unanswered questions in a row */
  silences: number;
  /** true if the gateway gave no list, so nothing is known about the attempts on it */
  unlisted: boolean;
  /** the gateway's list, fetched once in a run and only if an attempt needs it */
  list: Promise<readonly Payment[]> | null;
}

/** Lost attempts first: one list answers for all of them, and their buyers have no payment page. */
const lostFirst = (a: Attempt, b: Attempt): number =>
  Number(b.gatewayId === null) - Number(a.gatewayId === null);

const emptySummary = (): ReconcileSummary => ({
  checked: 0,
  expired: 0,
  found: 0,
  unreachable: 0,
  callbacks: 0,
  delivered: 0,
  failed: 0,
});

/** The parts of a signer that a sweep works with. */
interface ReconciliationParts {
  readonly store: Store;
  readonly urlPay: UrlPay;
  readonly checker: PaymentChecker;
  readonly callbacks: Callbacks;
  readonly outbox: Outbox;
  readonly alerts: Alerts;
  readonly now: () => number;
}

/** Brings the store and the gateway into agreement after crashes, outages and lost answers. */
export class Reconciliation {
  readonly #store: Store;
  readonly #urlPay: UrlPay;
  readonly #checker: PaymentChecker;
  readonly #callbacks: Callbacks;
  readonly #outbox: Outbox;
  readonly #alerts: Alerts;
  readonly #now: () => number;

  constructor({ store, urlPay, checker, callbacks, outbox, alerts, now }: ReconciliationParts) {
    this.#store = store;
    this.#urlPay = urlPay;
    this.#checker = checker;
    this.#callbacks = callbacks;
    this.#outbox = outbox;
    this.#alerts = alerts;
    this.#now = now;
  }

  /** Does everything that is due. It never throws: a failure is counted, reported, and tried again by the next run. */
  async run({ signal }: ReconcileOptions = {}): Promise<ReconcileSummary> {
    const summary = emptySummary();
    const run: Run = { summary, signal, silences: 0, unlisted: false, list: null };
    await this.#guarded(run, null, () => this.#checkDue(run));
    await this.#guarded(run, null, async () => {
      summary.callbacks = await this.#callbacks.sweep();
    });
    await this.#guarded(run, null, async () => {
      const { delivered, failed } = await this.#outbox.deliverDue();
      summary.delivered = delivered;
      summary.failed += failed;
    });
    return summary;
  }

  async #guarded(run: Run, order: string | null, work: () => Promise<void>): Promise<void> {
    if (run.signal?.aborted) return;
    try {
      await work();
    } catch (error) {
      run.summary.failed += 1;
      await this.#alerts.report(error, order);
    }
  }

  async #checkDue(run: Run): Promise<void> {
    const began = this.#now();
    const due = await this.#store.due(began, MAX_PER_RUN);
    for (const attempt of [...due].sort(lostFirst)) {
      // the distance counts, because a clock may jump back
      const isLate = Math.abs(this.#now() - began) > MAX_RUN_MS;
      if (isLate || run.silences >= MAX_SILENCES) return;
      await this.#guarded(run, attempt.order, () => this.#check(attempt, run));
    }
  }

  async #check(attempt: Attempt, run: Run): Promise<void> {
    if (attempt.state === 'CREATING') {
      if (isLeased(attempt, this.#now())) return;
      const unknown = await this.#expire(attempt);
      if (unknown) run.summary.expired += 1;
      return unknown ? this.#check(unknown, run) : undefined;
    }
    const id = attempt.gatewayId ?? (await this.#find(attempt, run));
    if (id === null) return this.#postpone(attempt, run.unlisted ? RETRY_MS : Infinity);
    const { outcome, attempt: after } = await this.#checker.check(attempt, id);
    if (outcome === 'checked' || outcome === 'joined') run.summary.checked += 1;
    if (outcome === 'unreachable') run.summary.unreachable += 1;
    if (attempt.gatewayId === null && after.gatewayId !== null) run.summary.found += 1;
    run.silences = outcome === 'unreachable' ? run.silences + 1 : 0;
    if (outcome === 'unreachable' && after.gatewayId === null) await this.#postpone(after, RETRY_MS);
  }

  async #expire(attempt: Attempt): Promise<Attempt | null> {
    const now = this.#now();
    const change = { state: 'UNKNOWN', updatedAt: now, dueAt: now } as const;
    const result = await this.#store.update(attempt, change, null);
    return result.kind === 'updated' ? result.attempt : null;
  }

  /** Looks for an attempt in the gateway's list. Its absence proves nothing: the list has no paging. */
  async #find(attempt: Attempt, run: Run): Promise<number | null> {
    run.list ??= this.#urlPay.listPayments();
    let list: readonly Payment[];
    try {
      list = await run.list;
    } catch {
      run.summary.unreachable += 1;
      run.unlisted = true;
      return null;
    }
    const ours = list.find((payment) => payment.uuid === attempt.uuid && hasSamePrice(payment, attempt));
    return readGatewayId(ours?.id);
  }

  /** @param most longest pause, in ms */
  async #postpone(attempt: Attempt, most: number): Promise<void> {
    const now = this.#now();
    const due = nextDue(attempt.state, attempt, now);
    const dueAt = due === null ? null : Math.min(due, now + most);
    await this.#store.update(attempt, { dueAt }, null);
  }
}
