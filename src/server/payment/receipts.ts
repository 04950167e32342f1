import { KvitError } from '../../domain/errors/kvit-error.ts';
import { ReceiptAnswer, type RawReceipt } from '../../domain/contract/wire.ts';
import { notFound, unavailable } from '../http/problem.ts';
import { isRecent, type Attempt } from '../store/records/attempt.ts';
import type { Store } from '../store/store.ts';
import type { UrlPay } from '../urlpay/url-pay.ts';

type Answer = ReturnType<typeof ReceiptAnswer.parse>;

/** Fetches the fiscal receipts of paid attempts, at most once per throttle, and keeps the last answer. */
export class Receipts {
  readonly #store: Store;
  readonly #urlPay: UrlPay;
  readonly #now: () => number;

  constructor(store: Store, urlPay: UrlPay, now: () => number) {
    this.#store = store;
    this.#urlPay = urlPay;
    this.#now = now;
  }

  /** @throws {HttpProblem} 404 unless the attempt is paid and has a receipt; 503 if the gateway does not answer */
  async of(attempt: Attempt): Promise<Answer> {
    const id = attempt.gatewayId;
    if (id === null || (attempt.state !== 'PAID' && attempt.state !== 'DUP_PAID')) throw notFound();
    const now = this.#now();
    if (isRecent(attempt.receiptsAt, now)) return readStored(attempt.receipts);
    const claimed = await this.#store.update(attempt, { receiptsAt: now }, null);
    if (claimed.kind !== 'updated') return readStored(attempt.receipts);
    const items = await this.#fetch(claimed.attempt, id);
    // an issued receipt never disappears: a gateway that answers none has only lost sight of it
    const receipts =
      items.length === 0 ? claimed.attempt.receipts : JSON.stringify({ status: 'success', items });
    // the result does not matter: if another request wrote first, its answer is as good
    if (receipts !== claimed.attempt.receipts) await this.#store.update(claimed.attempt, { receipts }, null);
    return readStored(receipts);
  }

  async #fetch(attempt: Attempt, id: number): Promise<readonly RawReceipt[]> {
    try {
      const receipts = await this.#urlPay.getReceipt(id);
      return receipts.filter(({ uuid }) => !uuid || uuid === attempt.uuid || uuid === attempt.order);
    } catch (error) {
      if (!(error instanceof KvitError)) throw error;
      if (attempt.receipts !== null) return readStored(attempt.receipts).items;
      throw unavailable('The gateway cannot be asked for the receipt just now.');
    }
  }
}

function readStored(receipts: string | null): Answer {
  if (receipts === null) throw notFound();
  return ReceiptAnswer.parse(JSON.parse(receipts));
}
