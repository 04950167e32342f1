import type { Claim } from '../domain/claim.ts';
import { KvitError } from '../domain/errors.ts';
import type { PaymentMeaning } from '../domain/payment-status.ts';
import type { OrderAnswer } from '../domain/wire.ts';
import type { Creation } from './creation.ts';
import * as readers from './readers.ts';
import { toReceipts, type Receipts } from './receipts.ts';
import type { Signer, SignerCall } from './signer.ts';

/** Calls a signer and reads its answers: what leaves here has been checked, or is a {@link KvitError}. */
export class SignerClient {
  readonly #signer: Signer;

  constructor(signer: Signer) {
    this.#signer = signer;
  }

  /** @throws {KvitError} `network`, `bad_answer`, `refused`, `gateway_unknown`, `gateway_refused`, `not_found` … */
  async createPayment(claim: Claim, call: SignerCall & { key: string }): Promise<Creation> {
    return this.#ask(
      () => this.#signer.createPayment(claim, call),
      (body) => readers.readCreated(body),
      (refusal) => readers.readCreationRefusal(refusal),
    );
  }

  /** @throws {KvitError} as above; a status nobody has published is `unknown` */
  async getPayment(id: string, call: SignerCall): Promise<PaymentMeaning> {
    return this.#ask(
      () => this.#signer.getPayment(id, call),
      (body) => readers.readPayment(body),
    );
  }

  /** @throws {KvitError} as above */
  async getReceipts(id: string, call: SignerCall): Promise<Receipts> {
    const items = await this.#ask(
      () => this.#signer.getReceipt(id, call),
      (body) => readers.readReceipts(body),
      (refusal) => readers.readReceiptRefusal(refusal),
    );
    return toReceipts(items);
  }

  /** @throws {KvitError} as above */
  async getOrder(uuid: string, call: SignerCall): Promise<OrderAnswer> {
    return this.#ask(
      () =>
        this.#signer.getOrder?.(uuid, call) ??
        Promise.reject(new KvitError('not_found', 'the signer has no orders')),
      (body) => readers.readOrderAnswer(body),
    );
  }

  async #ask<T>(
    ask: () => Promise<unknown>,
    read: (body: unknown) => T,
    refuse?: (refusal: unknown) => T | undefined,
  ): Promise<T> {
    let body: unknown;
    try {
      body = await ask();
    } catch (refusal) {
      const meant = refuse?.(refusal);
      if (meant !== undefined) return meant;
      throw refusal instanceof KvitError ? refusal : readers.readRefusal(refusal);
    }
    return read(body);
  }
}
