import type { Claim } from '../domain/order/claim.ts';
import { KvitError } from '../domain/errors/kvit-error.ts';
import type { OrderAnswer } from '../domain/contract/wire.ts';
import {
  readCreated,
  readCreationRefusal,
  readOrder,
  readPayment,
  readReceipts,
  readRefusal,
  type Creation,
  type PaymentNews,
  type Receipts,
} from './answers.ts';
import type { SignerApi, SignerCall } from './signer-api.ts';

/** Time limits of a call, in milliseconds. The signer itself waits up to 10 s for the gateway to create a payment. */
const TIME_LIMIT = { create: 25_000, read: 10_000 };

/** Resolves after `ms` milliseconds, or at once when the signal aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Calls a signer and checks its answers. Each call ends within its time limit with a checked value or a {@link KvitError}. */
export class SignerClient {
  readonly #signer: SignerApi;
  readonly #sleep: Sleep;

  constructor(signer: SignerApi, sleep: Sleep) {
    this.#signer = signer;
    this.#sleep = sleep;
  }

  /** Asks for a payment page. @throws {KvitError} `network`, `bad_answer`, or a code of the signer's contract */
  createPayment(claim: Claim, { key, signal }: SignerCall & { key: string }): Promise<Creation> {
    return this.#ask(TIME_LIMIT.create, signal, async (call) => {
      try {
        return readCreated(await this.#signer.createPayment(claim, { ...call, key }));
      } catch (refusal) {
        return readCreationRefusal(refusal);
      }
    });
  }

  /** Asks how a payment stands; a status that UrlPay has not published is `unknown`. @throws {KvitError} as above */
  getPayment(id: string, { signal }: SignerCall): Promise<PaymentNews> {
    return this.#ask(TIME_LIMIT.read, signal, async (call) =>
      readPayment(await this.#signer.getPayment(id, call)),
    );
  }

  /** Asks for a payment's receipts. @throws {KvitError} as above; `not_found` while there is no receipt */
  getReceipts(id: string, { signal }: SignerCall): Promise<Receipts> {
    return this.#ask(TIME_LIMIT.read, signal, async (call) =>
      readReceipts(await this.#signer.getReceipt(id, call)),
    );
  }

  /** Asks for an order's lines. @throws {KvitError} as above */
  getOrder(uuid: string, { signal }: SignerCall): Promise<OrderAnswer> {
    return this.#ask(TIME_LIMIT.read, signal, async (call) => {
      if (!this.#signer.getOrder) throw new KvitError('not_found', 'the signer has no orders');
      return readOrder(await this.#signer.getOrder(uuid, call));
    });
  }

  /** Asks for the buyer's subscriptions. @returns the body, not checked; `undefined` if the signer lacks the call. @throws {KvitError} as above */
  getSubscriptions({ signal }: SignerCall): Promise<unknown> {
    return this.#ask(TIME_LIMIT.read, signal, async (call) => this.#signer.getSubscriptions?.(call));
  }

  /** Ends a subscription. @returns the body, not checked. @throws {KvitError} as above */
  cancelSubscription(id: string, { signal }: SignerCall): Promise<unknown> {
    return this.#ask(TIME_LIMIT.create, signal, async (call) => this.#signer.cancelSubscription?.(id, call));
  }

  /** Ends with the answer, when the caller aborts, or when the time is up; the signer's own signal then aborts. */
  async #ask<T>(ms: number, outer: AbortSignal, ask: (call: SignerCall) => Promise<T>): Promise<T> {
    const inner = new AbortController();
    const { signal } = inner;
    const end = () => inner.abort();
    // older phones lack `AbortSignal.any` and `AbortSignal.timeout`
    if (outer.aborted) end();
    outer.addEventListener('abort', end, { signal });
    const timeUp = async () => {
      await this.#sleep(ms, signal);
      throw new Error('the time is up');
    };
    try {
      return await Promise.race([ask({ signal }), timeUp()]);
    } catch (thrown) {
      throw readRefusal(thrown);
    } finally {
      end();
    }
  }
}
