import type { Claim } from '../domain/claim.ts';
import { KvitError } from '../domain/errors.ts';
import type { PaymentMeaning } from '../domain/payment-status.ts';
import type { OrderAnswer } from '../domain/wire.ts';
import type { Creation } from './creation.ts';
import type { Receipts } from './receipts.ts';
import type { Signer, SignerCall } from './signer.ts';

type Readers = typeof import('./readers.ts');

/**
 * The schemas are not needed to show a cart, so they come in a chunk of their own. An engine may remember a failed
 * import for the life of the page; {@link SignerClient.prepare} is called early so that it seldom comes to that.
 */
const loadReaders = (): Promise<Readers> => import('./readers.ts');

/** Calls a signer and reads its answers: what leaves here has been checked, or is a {@link KvitError}. */
export class SignerClient {
  readonly #signer: Signer;

  constructor(signer: Signer) {
    this.#signer = signer;
  }

  /** Fetches the code that reads answers, before it is needed. Never throws. */
  async prepare(): Promise<void> {
    await loadReaders().catch(() => undefined);
  }

  /** @throws {KvitError} `network`, `bad_answer`, `refused`, `gateway_unknown`, `gateway_refused`, `not_found` … */
  async createPayment(claim: Claim, call: SignerCall & { key: string }): Promise<Creation> {
    return this.#ask(
      () => this.#signer.createPayment(claim, call),
      (readers, body) => readers.readCreated(body),
      (readers, refusal) => readers.readCreationRefusal(refusal),
    );
  }

  /** @throws {KvitError} as above; a status nobody has published is `unknown` */
  async getPayment(id: string, call: SignerCall): Promise<PaymentMeaning> {
    return this.#ask(
      () => this.#signer.getPayment(id, call),
      (readers, body) => readers.readPayment(body),
    );
  }

  /** @throws {KvitError} as above */
  async getReceipts(id: string, call: SignerCall): Promise<Receipts> {
    return this.#ask(
      () => this.#signer.getReceipt(id, call),
      (readers, body) => readers.readReceipts(body),
      (readers, refusal) => readers.readReceiptRefusal(refusal),
    );
  }

  /** @throws {KvitError} as above */
  async getOrder(uuid: string, call: SignerCall): Promise<OrderAnswer> {
    return this.#ask(
      () =>
        this.#signer.getOrder?.(uuid, call) ??
        Promise.reject(new KvitError('not_found', 'the signer has no orders')),
      (readers, body) => readers.readOrderAnswer(body),
    );
  }

  async #ask<T>(
    ask: () => Promise<unknown>,
    read: (readers: Readers, body: unknown) => T,
    refuse?: (readers: Readers, refusal: unknown) => T | undefined,
  ): Promise<T> {
    const readers = await loadReaders().catch((cause: unknown) => {
      throw new KvitError('network', 'a part of the widget did not load', { cause });
    });
    let body: unknown;
    try {
      body = await ask();
    } catch (refusal) {
      const meant = refuse?.(readers, refusal);
      if (meant !== undefined) return meant;
      throw refusal instanceof KvitError ? refusal : readers.readRefusal(refusal);
    }
    return read(readers, body);
  }
}
