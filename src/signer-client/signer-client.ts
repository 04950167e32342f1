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

/** How long an answer is waited for. The signer itself waits up to 10 s for the gateway's create. Milliseconds. */
const PATIENCE = { create: 25_000, read: 10_000 };

/** Resolves after `ms` milliseconds, or at once when the signal aborts. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** Calls a signer and reads its answers: what leaves here has been checked, or is a {@link KvitError}, and in time. */
export class SignerClient {
  readonly #signer: SignerApi;
  readonly #sleep: Sleep;

  constructor(signer: SignerApi, sleep: Sleep) {
    this.#signer = signer;
    this.#sleep = sleep;
  }

  /** @throws {KvitError} `network`, `bad_answer`, `refused`, `gateway_unknown`, `gateway_refused`, `not_found` … */
  createPayment(claim: Claim, { key, signal }: SignerCall & { key: string }): Promise<Creation> {
    return this.#ask(PATIENCE.create, signal, async (call) => {
      try {
        return readCreated(await this.#signer.createPayment(claim, { ...call, key }));
      } catch (refusal) {
        return readCreationRefusal(refusal);
      }
    });
  }

  /** @throws {KvitError} as above; a status nobody has published is `unknown` */
  getPayment(id: string, { signal }: SignerCall): Promise<PaymentNews> {
    return this.#ask(PATIENCE.read, signal, async (call) =>
      readPayment(await this.#signer.getPayment(id, call)),
    );
  }

  /** @throws {KvitError} as above; `not_found` is the register's "not yet" */
  getReceipts(id: string, { signal }: SignerCall): Promise<Receipts> {
    return this.#ask(PATIENCE.read, signal, async (call) =>
      readReceipts(await this.#signer.getReceipt(id, call)),
    );
  }

  /** @throws {KvitError} as above */
  getOrder(uuid: string, { signal }: SignerCall): Promise<OrderAnswer> {
    return this.#ask(PATIENCE.read, signal, async (call) => {
      if (!this.#signer.getOrder) throw new KvitError('not_found', 'the signer has no orders');
      return readOrder(await this.#signer.getOrder(uuid, call));
    });
  }

  /** Any other call, in time and with its refusal read. @throws {KvitError} as above */
  ask(
    call: (signer: SignerApi, call: SignerCall) => Promise<unknown> | undefined,
    outer: AbortSignal,
  ): Promise<unknown> {
    return this.#ask(PATIENCE.create, outer, async (inner) => call(this.#signer, inner));
  }

  /** Ends with the answer, with the caller's signal, or when the time is up; the signer's signal then aborts. */
  async #ask<T>(ms: number, outer: AbortSignal, ask: (call: SignerCall) => Promise<T>): Promise<T> {
    const inner = new AbortController();
    const { signal } = inner;
    const end = () => inner.abort();
    // `AbortSignal.any` and `AbortSignal.timeout` are too young for the phones we meet
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
