import type { Claim } from '../domain/claim.ts';
import { KvitError } from '../domain/errors.ts';
import type { PaymentMeaning } from '../domain/payment-status.ts';
import type { Creation } from '../signer/creation.ts';
import type { Receipts } from '../signer/receipts.ts';
import type { SignerCall } from '../signer/signer.ts';
import type { SignerClient } from '../signer/signer-client.ts';
import type { World } from './world.ts';

/** How long any signer is waited for. One behind a path gives up sooner; a merchant's object may never answer. */
const PATIENCE = { create: 60_000, read: 30_000 } as const;

/** A signer's client whose every call ends: with its answer, when it is aborted, or when the time is up. */
export class PatientClient {
  readonly #client: SignerClient;
  readonly #world: World;

  constructor(client: SignerClient, world: World) {
    this.#client = client;
    this.#world = world;
  }

  /** @throws {KvitError} as {@link SignerClient.createPayment} */
  createPayment(claim: Claim, { key, signal }: SignerCall & { key: string }): Promise<Creation> {
    return this.#wait(PATIENCE.create, signal, (inner) =>
      this.#client.createPayment(claim, { key, signal: inner }),
    );
  }

  /** @throws {KvitError} as {@link SignerClient.getPayment} */
  getPayment(id: string, { signal }: SignerCall): Promise<PaymentMeaning> {
    return this.#wait(PATIENCE.read, signal, (inner) => this.#client.getPayment(id, { signal: inner }));
  }

  /** @throws {KvitError} as {@link SignerClient.getReceipts} */
  getReceipts(id: string, { signal }: SignerCall): Promise<Receipts> {
    return this.#wait(PATIENCE.read, signal, (inner) => this.#client.getReceipts(id, { signal: inner }));
  }

  async #wait<T>(ms: number, outer: AbortSignal, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const inner = new AbortController();
    const abort = () => inner.abort();
    outer.addEventListener('abort', abort);
    if (outer.aborted) abort();
    try {
      return await Promise.race([call(inner.signal), this.#timeUp(ms, inner.signal)]);
    } finally {
      abort();
      outer.removeEventListener('abort', abort);
    }
  }

  async #timeUp(ms: number, signal: AbortSignal): Promise<never> {
    await this.#world.sleep(ms, signal);
    throw new KvitError('network', 'no answer from the signer in time');
  }
}
