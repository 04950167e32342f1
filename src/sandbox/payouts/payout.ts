import { decimalText } from '../values/kopecks.ts';
import type { PayoutRequest } from './payout-request.ts';
import type { PayoutStatus } from './payout-codes.ts';
import type { PayoutCourse } from '../scenario/script.ts';
import { timeText } from '../values/time-text.ts';

/** A payout as the API writes it (`GET /v2/card-payouts/{id}`). Sums are in roubles, times are ISO 8601 ending in `Z`. */
export interface PayoutJson {
  readonly id: number;
  readonly user_id: number;
  readonly shop_id: number;
  readonly external_id: string | null;
  readonly payout_type: 'card' | 'account';
  /** Masked: four digits, four stars, four digits. */
  readonly recipient_card_number: string | null;
  readonly recipient_account_number: string | null;
  readonly recipient_bank_code: string | null;
  readonly recipient_name: string;
  readonly recipient_phone: string | null;
  readonly amount: number;
  readonly amount_with_fee: number;
  readonly currency: 'rub';
  readonly status: PayoutStatus;
  readonly description: string | null;
  readonly comment: string | null;
  readonly metadata: unknown;
  readonly cancelled_reason: string | null;
  readonly processed_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly user: { readonly id: number; readonly name: string; readonly email: string };
  readonly shop: { readonly id: number; readonly name: string; readonly url: string };
}

interface Change {
  readonly at: number;
  readonly status: PayoutStatus;
}

/** One payout. Its status is a function of time, like a payment's. */
export class Payout {
  readonly id: number;
  readonly shopId: number;
  readonly createdAt: number;
  #request: PayoutRequest;
  #editedAt: number;
  #changes: readonly Change[];
  #reason: string | null = null;

  /** @param plan `stage` is the time in `pending` and again in `processing`, in milliseconds. */
  constructor(
    id: number,
    shopId: number,
    request: PayoutRequest,
    plan: { readonly course: PayoutCourse; readonly stage: number; readonly now: number },
  ) {
    this.id = id;
    this.shopId = shopId;
    this.createdAt = plan.now;
    this.#request = request;
    this.#editedAt = plan.now;
    this.#changes = changesOf(plan.course, plan.now, plan.stage);
  }

  get request(): PayoutRequest {
    return this.#request;
  }

  /** The amount taken from the shop's balance, in kopecks. */
  get amountWithFee(): bigint {
    return withFee(this.#request.amount);
  }

  statusAt(now: number): PayoutStatus {
    return this.#changes.findLast((change) => change.at <= now)?.status ?? 'pending';
  }

  update(request: PayoutRequest, now: number): void {
    this.#request = request;
    this.#editedAt = now;
  }

  /** Sets a final status and drops the planned changes. */
  become(status: PayoutStatus, now: number, reason: string | null = null): void {
    this.#changes = [...this.#changes.filter((change) => change.at <= now), { at: now, status }];
    this.#reason = reason;
  }

  toJson(now: number): PayoutJson {
    const { request } = this;
    return {
      id: this.id,
      user_id: 1,
      shop_id: this.shopId,
      external_id: request.externalId,
      payout_type: request.type,
      recipient_card_number: request.cardNumber === null ? null : masked(request.cardNumber),
      recipient_account_number: request.accountNumber,
      recipient_bank_code: request.bankCode,
      recipient_name: request.name,
      recipient_phone: request.phone,
      amount: Number(decimalText(request.amount)),
      amount_with_fee: Number(decimalText(this.amountWithFee)),
      currency: 'rub',
      status: this.statusAt(now),
      description: request.description,
      comment: request.comment,
      metadata: request.metadata,
      cancelled_reason: this.#reason,
      ...this.#times(now),
      user: { id: 1, name: 'Песочница Kvit', email: 'user@example.com' },
      shop: { id: this.shopId, name: `Магазин № ${this.shopId}`, url: 'https://example.com' },
    };
  }

  #times(now: number): Pick<PayoutJson, 'processed_at' | 'created_at' | 'updated_at'> {
    const last = this.#changes.findLast((change) => change.at <= now);
    const isProcessed = last?.status === 'completed' || last?.status === 'failed';
    return {
      processed_at: isProcessed ? timeText(last.at) : null,
      created_at: timeText(this.createdAt),
      updated_at: timeText(Math.max(this.#editedAt, last?.at ?? 0)),
    };
  }
}

/** An amount with the fee, in kopecks, rounded half up. UrlPay publishes no tariff; 0.5 % fits its example (1000.50 → 1005.50). */
export function withFee(amount: bigint): bigint {
  return amount + (amount * 5n + 500n) / 1_000n;
}

function changesOf(course: PayoutCourse, now: number, stage: number): readonly Change[] {
  const processing: Change = { at: now + stage, status: 'processing' };
  switch (course) {
    case 'pending':
      return [];
    case 'stuck':
      return [processing];
    case 'completed':
    case 'failed':
      return [processing, { at: now + 2 * stage, status: course }];
  }
}

function masked(cardNumber: string): string {
  return `${cardNumber.slice(0, 4)}****${cardNumber.slice(-4)}`;
}
