import { isCurrency } from '../../domain/money/currency.ts';
import { readKopecks } from '../../domain/money/money.ts';
import type { Payment } from '../../domain/contract/wire.ts';
import type { Alerts } from '../notification/alerts.ts';
import { isLeased, nextDue, type Attempt } from '../store/records/attempt.ts';
import type { Callbacks } from './callbacks.ts';
import { readGatewayId } from '../urlpay/fields/gateway-id.ts';
import type { Outbox } from '../notification/outbox.ts';
import type { Store } from '../store/store.ts';
import type { UrlPay } from '../urlpay/url-pay.ts';
import type { PaymentChecker } from './payment-checker.ts';

/** What one run of `reconcile()` did, as counts. */
export interface ReconcileSummary {
  /** attempts the gateway was asked about and answered */
  checked: number;
  /** attempts whose creator never came back */
  expired: number;
  /** attempts of unknown outcome that were found in the gateway's list */
  found: number;
  /** attempts the gateway gave no usable answer about */
  unreachable: number;
  /** stored callbacks that are done with */
  callbacks: number;
  /** events the merchant took */
  delivered: number;
  /** attempts or events that failed; they come again */
  failed: number;
}

const MAX_PER_RUN = 1000;
/** A slow gateway must not keep callbacks and events waiting: what a run has not come to in this time, in ms, is the next one's. */
const PATIENCE_MS = 30_000;
/** How long a lost attempt waits, in ms, when the gateway could not be asked: it is to be found within a minute of its return. */
const RETRY_MS = 20_000;
/** After so many silences in a row the gateway is down, and asking on would only take the run's time. */
const MAX_SILENCES = 3;

/** How `reconcile()` may be asked to behave. */
export interface ReconcileOptions {
  /** ends the run after what it is doing, for a process that is to stop; what is left comes again */
  signal?: AbortSignal | undefined;
}

interface Run {
  readonly summary: ReconcileSummary;
  readonly signal: AbortSignal | undefined;
  silences: number;
  /** whether the gateway gave no list, so that nothing is known about who is on it */
  unlisted: boolean;
  /** the gateway's list, fetched once in a run and only if an attempt needs it */
  list: Promise<readonly Payment[]> | null;
}

function sameKopecks(amount: Payment['amount'], { amount: ours }: Attempt): boolean {
  try {
    return readKopecks(amount) === ours;
  } catch {
    return false;
  }
}

/** Lost attempts first: one list answers for all of them, and their buyers have nothing in hand. */
const lostFirst = (a: Attempt, b: Attempt): number =>
  Number(b.gatewayId === null) - Number(a.gatewayId === null);

/** Brings the store and the gateway together again after whatever happened. */
export class Reconciliation {
  readonly #store: Store;
  readonly #urlPay: UrlPay;
  readonly #checker: PaymentChecker;
  readonly #callbacks: Callbacks;
  readonly #outbox: Outbox;
  readonly #alerts: Alerts;
  readonly #now: () => number;

  constructor(
    store: Store,
    urlPay: UrlPay,
    checker: PaymentChecker,
    callbacks: Callbacks,
    outbox: Outbox,
    alerts: Alerts,
    now: () => number,
  ) {
    this.#store = store;
    this.#urlPay = urlPay;
    this.#checker = checker;
    this.#callbacks = callbacks;
    this.#outbox = outbox;
    this.#alerts = alerts;
    this.#now = now;
  }

  /** Does what is due. A failure is counted, reported and tried again by the next run; it never throws. */
  async run({ signal }: ReconcileOptions = {}): Promise<ReconcileSummary> {
    const summary = {
      checked: 0,
      expired: 0,
      found: 0,
      unreachable: 0,
      callbacks: 0,
      delivered: 0,
      failed: 0,
    };
    const run: Run = { summary, signal, silences: 0, unlisted: false, list: null };
    await this.#guarded(run, null, () => this.#watchDue(run));
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

  async #watchDue(run: Run): Promise<void> {
    const began = this.#now();
    const due = await this.#store.due(began, MAX_PER_RUN);
    for (const attempt of [...due].sort(lostFirst)) {
      // either way, since a clock may jump back
      const isLate = Math.abs(this.#now() - began) > PATIENCE_MS;
      if (isLate || run.silences >= MAX_SILENCES) return;
      await this.#guarded(run, attempt.order, () => this.#watch(attempt, run));
    }
  }

  async #watch(attempt: Attempt, run: Run): Promise<void> {
    if (attempt.state === 'CREATING') {
      if (isLeased(attempt, this.#now())) return;
      const unknown = await this.#expire(attempt);
      if (unknown) run.summary.expired += 1;
      return unknown ? this.#watch(unknown, run) : undefined;
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

  /** Looks for an attempt in the gateway's list. That it is not there proves nothing: the list has no paging. */
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
    const ours = list.find(
      ({ uuid, amount, currency }) =>
        uuid === attempt.uuid && sameKopecks(amount, attempt) && isCurrency(currency),
    );
    return readGatewayId(ours?.id);
  }

  /** @param most ms */
  async #postpone(attempt: Attempt, most: number): Promise<void> {
    const now = this.#now();
    const due = nextDue(attempt.state, attempt, now);
    const dueAt = due === null ? null : Math.min(due, now + most);
    await this.#store.update(attempt, { dueAt }, null);
  }
}
