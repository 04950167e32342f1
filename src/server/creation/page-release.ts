import { payPage } from '../../domain/contract/pay-page.ts';
import type { Alerts } from '../notification/alerts.ts';
import type { Attempt } from '../store/records/attempt.ts';
import type { Store } from '../store/store.ts';
import { forbidPage, inProgress, refuseSettled } from './creation-problems.ts';
import type { PayHosts, ReleasedPage } from './creation-request.ts';

/** Releases payment pages to browsers: the last check before an address leaves the signer. */
export class PageRelease {
  readonly #store: Store;
  readonly #alerts: Alerts;
  readonly #payHosts: PayHosts;

  constructor(store: Store, alerts: Alerts, payHosts: PayHosts) {
    this.#store = store;
    this.#alerts = alerts;
    this.#payHosts = payHosts;
  }

  /**
   * Reads the order once more and releases the stored page of its current attempt, unless a payment is made or on its way.
   *
   * @throws {HttpProblem} 409 `already_paid`, `payment_mismatch`, or `in_progress` if the attempt is no longer the current one; 502
   */
  async release({ uuid, order }: Attempt): Promise<ReleasedPage> {
    const attempts = await this.#store.ofOrder(order);
    refuseSettled(attempts);
    const current = attempts.at(-1);
    if (current?.uuid !== uuid || current.paymentUrl === null) throw inProgress();
    const page = payPage(current.paymentUrl, { hosts: this.#payHosts });
    if (page === null) return forbidPage(current, this.#alerts);
    return { id: current.handle, paymentUrl: page };
  }
}
