import * as z from 'zod';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import { HttpProblem, notFound, unavailable } from '../http/problem.ts';
import type { Alerts } from '../notification/alerts.ts';
import { isRecent } from '../store/records/attempt.ts';
import type { GatewaySubscription } from '../urlpay/payment-answers.ts';
import type { UrlPay } from '../urlpay/url-pay.ts';

/**
 * The option `subscriptions`: picks the asking buyer's subscriptions from those of the shop.
 *
 * Nothing in the gateway's list (`GET /v2/subscribes`) names a buyer or a payment, so only the merchant's own records and the session
 * in `request` can tell. The merchant may change the words that are shown, but not the ids.
 */
export type PickSubscriptions = (
  all: readonly GatewaySubscription[],
  request: Request,
) => readonly GatewaySubscription[] | Promise<readonly GatewaySubscription[]>;

/** Strict, unlike the schema of the gateway's answer: this is the merchant's own code, and a lost field would be its bug. */
const BuyerSubscription = z.object({
  id: z.int().positive(),
  description: z.string().nullish(),
  status: z.int().nullish(),
  currency: z.string().nullish(),
  amount: z.union([z.string(), z.number()]).nullish(),
  start_date: z.string().nullish(),
  next_pay_date: z.string().nullish(),
  interval: z.string().nullish(),
});
/** One subscription as `GET {signer}/subscriptions` shows it. */
type BuyerSubscription = z.infer<typeof BuyerSubscription>;

/** One question to the gateway, shared by all requests that come while it is under way or fresh. */
interface Question {
  readonly at: number;
  readonly all: Promise<readonly GatewaySubscription[]>;
  answered: boolean;
}

/** The subscriptions of the asking buyer. */
export class BuyerSubscriptions {
  readonly #pick: PickSubscriptions;
  readonly #urlPay: UrlPay;
  readonly #alerts: Alerts;
  readonly #now: () => number;
  #question: Question | null = null;

  constructor(pick: PickSubscriptions, urlPay: UrlPay, alerts: Alerts, now: () => number) {
    this.#pick = pick;
    this.#urlPay = urlPay;
    this.#alerts = alerts;
    this.#now = now;
  }

  /**
   * The buyer's subscriptions, as the merchant picks them.
   *
   * @throws {HttpProblem} 502 or 503 if the gateway does not answer
   * @throws {TypeError} if the merchant gives no list of the shop's subscriptions; the merchant's own errors pass through
   */
  async of(request: Request): Promise<readonly BuyerSubscription[]> {
    const all = await this.#ask();
    // a copy for each request: a change that the merchant makes for one buyer must not reach the next
    const picked = z.array(BuyerSubscription).safeParse(await this.#pick(structuredClone(all), request));
    if (!picked.success) {
      const { path, message } = picked.error.issues[0] ?? { path: [], message: '' };
      throw new TypeError(`subscriptions() gave no list of subscriptions: ${path.join('.')} ${message}`);
    }
    const known = new Set(all.map(({ id }) => id));
    if (picked.data.every(({ id }) => known.has(id))) return picked.data;
    throw new TypeError('subscriptions() gave one that the gateway does not have');
  }

  /**
   * Cancels one of the buyer's subscriptions (`DELETE /v2/subscribes/{id}`).
   *
   * @throws {HttpProblem} 404 for any other; 502 if the gateway refuses; 504 if the outcome is unknown; and as {@link of}
   */
  async cancel(id: number, request: Request): Promise<void> {
    const own = await this.of(request);
    if (!own.some((subscription) => subscription.id === id)) throw notFound();
    try {
      await this.#urlPay.cancelSubscription(id);
    } catch (error) {
      if (!(error instanceof KvitError)) throw error;
      if (error.code === 'gateway_refused') throw await this.#refusal(error);
      const detail = 'Nobody knows whether the subscription was cancelled; asking again is safe.';
      throw new HttpProblem(504, 'gateway_unknown', detail);
    } finally {
      // the next request must see the change, whatever the outcome
      this.#question = null;
    }
  }

  /** The subscriptions of the whole shop, fetched once per throttle however many buyers ask. A failure counts as an answer too. */
  #ask(): Promise<readonly GatewaySubscription[]> {
    const last = this.#question;
    const at = this.#now();
    if (last && (!last.answered || isRecent(last.at, at))) return last.all;
    const all = this.#fetch().finally(() => {
      question.answered = true;
    });
    const question: Question = { at, all, answered: false };
    this.#question = question;
    return all;
  }

  async #fetch(): Promise<readonly GatewaySubscription[]> {
    try {
      const all = await this.#urlPay.listSubscriptions();
      // without a readable id, a subscription can be neither picked nor cancelled
      return all.filter(({ id }) => id !== undefined && id !== null);
    } catch (error) {
      if (!(error instanceof KvitError)) throw error;
      if (error.code === 'gateway_refused') throw await this.#refusal(error);
      if (error.code !== 'network') await this.#alerts.raiseAnswer('gateway_bad_answer', error, null);
      throw unavailable('The gateway cannot be asked for subscriptions just now.');
    }
  }

  async #refusal(error: KvitError): Promise<HttpProblem> {
    await this.#alerts.raiseAnswer('gateway_refused', error, null);
    return new HttpProblem(502, 'gateway_refused', 'The gateway said no.');
  }
}
