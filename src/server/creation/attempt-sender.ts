import { payPage } from '../../domain/contract/pay-page.ts';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Alerts } from '../notification/alerts.ts';
import type { AttemptState } from '../store/records/attempt-state.ts';
import { isLeased, nextDue, type Attempt, type AttemptChange } from '../store/records/attempt.ts';
import type { Store } from '../store/store.ts';
import type { CreatedPayment, UrlPay } from '../urlpay/url-pay.ts';
import { forbidPage, refusedByGateway, unknownOutcome } from './creation-problems.ts';
import type { CreationRequest, PayHosts, ReleasedPage } from './creation-request.ts';
import type { PageRelease } from './page-release.ts';

/** The change that moves an attempt to a state now. @param now ms since the epoch */
export const changeTo = (state: AttemptState, attempt: Attempt, now: number): AttemptChange => ({
  state,
  updatedAt: now,
  dueAt: nextDue(state, attempt, now),
});

/** Sends a stored attempt to the gateway (`POST /v2/payments`), once, and stores the outcome. */
export class AttemptSender {
  readonly #store: Store;
  readonly #urlPay: UrlPay;
  readonly #alerts: Alerts;
  readonly #pages: PageRelease;
  readonly #payHosts: PayHosts;
  readonly #now: () => number;

  constructor(
    store: Store,
    urlPay: UrlPay,
    alerts: Alerts,
    pages: PageRelease,
    payHosts: PayHosts,
    now: () => number,
  ) {
    this.#store = store;
    this.#urlPay = urlPay;
    this.#alerts = alerts;
    this.#pages = pages;
    this.#payHosts = payHosts;
    this.#now = now;
  }

  /** @throws {HttpProblem} 502 if the gateway refuses or its page is on a forbidden host; 504 if the outcome is unknown; 409 */
  async send(attempt: Attempt, { order, websiteUrl, language }: CreationRequest): Promise<ReleasedPage> {
    let created: CreatedPayment;
    try {
      created = await this.#urlPay.createPayment(order, { uuid: attempt.uuid, websiteUrl, language });
    } catch (error) {
      return this.#fail(attempt, error);
    }
    const page = payPage(created.paymentUrl, { hosts: this.#payHosts });
    const late = !isLeased(attempt, this.#now());
    const settled = await this.#settle(
      attempt,
      page === null || late ? 'ORPHANED' : 'OPEN',
      created.id,
      page,
    );
    if (page === null) await forbidPage(attempt, this.#alerts);
    if (settled.state !== 'OPEN') throw unknownOutcome();
    return this.#pages.release(settled);
  }

  async #fail(attempt: Attempt, error: unknown): Promise<never> {
    const refusal = error instanceof KvitError && error.code === 'gateway_refused' ? error : null;
    await this.#settle(attempt, refusal ? 'REJECTED' : 'UNKNOWN', null, null);
    if (!refusal) {
      if (!(error instanceof KvitError)) await this.#alerts.report(error, attempt.order);
      throw unknownOutcome();
    }
    await this.#alerts.raiseAnswer('gateway_refused', refusal, attempt.order);
    throw refusedByGateway();
  }

  /**
   * Stores the outcome of the create call. If the lease was lost in the meantime, the payment is stored but its page is not: it may
   * never be released.
   */
  async #settle(
    attempt: Attempt,
    state: AttemptState,
    id: number | null,
    page: string | null,
  ): Promise<Attempt> {
    const outcome = { gatewayId: id, paymentUrl: state === 'OPEN' ? page : null };
    const change = { ...changeTo(state, attempt, this.#now()), ...outcome };
    const result = await this.#store.update(attempt, change, null);
    if (result.kind === 'updated') return result.attempt;
    const fresh = await this.#store.byUuid(attempt.uuid);
    if (!fresh) throw new Error('an attempt is gone');
    if (id === null || fresh.gatewayId !== null) return fresh;
    return this.#settle(fresh, fresh.state === 'UNKNOWN' ? 'ORPHANED' : fresh.state, id, null);
  }
}
