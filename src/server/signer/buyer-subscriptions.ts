import * as z from 'zod';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Alerts } from '../notification/alerts.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { isRecent } from '../store/records/attempt.ts';
import type { GatewaySubscription } from '../urlpay/payment-answers.ts';
import type { UrlPay } from '../urlpay/url-pay.ts';

/**
 * Which of the shop's subscriptions belong to the buyer who asks. The gateway's list is of the whole shop and nothing in it names
 * a buyer or a payment, so only the merchant's own books know, and the session in `request`. What is shown may be other words than
 * the gateway's, the ids may not.
 */
export type PickSubscriptions = (
  all: readonly GatewaySubscription[],
  request: Request,
) => readonly GatewaySubscription[] | Promise<readonly GatewaySubscription[]>;

/** Strict where the gateway's answer is read tolerantly: this is the merchant's own code, and a field that is lost would be its bug. */
const Picked = z.array(
  z.object({
    id: z.int().positive(),
    description: z.string().nullish(),
    status: z.int().nullish(),
    currency: z.string().nullish(),
    amount: z.union([z.string(), z.number()]).nullish(),
    start_date: z.string().nullish(),
    next_pay_date: z.string().nullish(),
    interval: z.string().nullish(),
  }),
);
type Picked = z.infer<typeof Picked>;

/** One question to the gateway, shared by all who ask while it is under way or fresh. */
interface Question {
  readonly at: number;
  readonly all: Promise<readonly GatewaySubscription[]>;
  answered: boolean;
}

/** The subscriptions of the buyer who asks, and no one else's. */
export class Subscriptions {
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
   * The buyer's own, as the merchant gives them.
   *
   * @throws {HttpProblem} 502 or 503 when the gateway does not tell
   * @throws {TypeError} for an answer of the merchant's that is none, and whatever the merchant throws
   */
  async of(request: Request): Promise<Picked> {
    const all = await this.#ask();
    // a copy each: what one buyer's answer changes must not be seen by the next
    const given = Picked.safeParse(await this.#pick(structuredClone(all), request));
    if (!given.success) {
      const { path, message } = given.error.issues[0] ?? { path: [], message: '' };
      throw new TypeError(`subscriptions() gave no list of subscriptions: ${path.join('.')} ${message}`);
    }
    const known = new Set(all.map(({ id }) => id));
    if (given.data.every(({ id }) => known.has(id))) return given.data;
    throw new TypeError('subscriptions() gave one that the gateway does not have');
  }

  /**
   * Ends one of the buyer's own.
   *
   * @throws {HttpProblem} 404 for any other; 502 when the gateway says no; 504 when nobody knows; and as {@link of}
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
      // whatever became of it, the next look has to see
      this.#question = null;
    }
  }

  /** The whole shop's, asked for once per throttle however many buyers look; a failure is an answer too. */
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
      // one without a readable id can be neither claimed nor cancelled
      return all.filter(({ id }) => id !== undefined && id !== null);
    } catch (error) {
      if (!(error instanceof KvitError)) throw error;
      if (error.code === 'gateway_refused') throw await this.#refusal(error);
      if (error.code !== 'network') await this.#raise('gateway_bad_answer', error);
      throw new HttpProblem(503, 'unavailable', 'The gateway cannot be asked for subscriptions just now.', {
        headers: { 'Retry-After': '5' },
      });
    }
  }

  async #refusal(error: KvitError): Promise<HttpProblem> {
    await this.#raise('gateway_refused', error);
    return new HttpProblem(502, 'gateway_refused', 'The gateway said no.');
  }

  async #raise(kind: 'gateway_refused' | 'gateway_bad_answer', error: KvitError): Promise<void> {
    const details = error.errors.map(({ field, message }) => `${field}: ${message}`);
    await this.#alerts.raise({ kind, message: [error.message, ...details].join('\n'), order: null });
  }
}
