import { ApiError } from '../responses/api-error.ts';
import { balanceJson, type BalanceJson, paymentSums, type Sums } from './balance.ts';
import type { Gateway } from '../payments/gateway.ts';
import { decimalText } from '../values/kopecks.ts';
import { Payout, withFee } from './payout.ts';
import type { PayoutOrder, PayoutRequest } from './payout-request.ts';
import type { ScriptRun } from '../scenario/script-run.ts';

interface PayoutsOptions {
  readonly gateway: Gateway;
  readonly shopId: number;
  /** The shop's balance before its first payment, in kopecks. */
  readonly openingBalance: bigint;
  /** The time of a payout in `pending` and again in `processing`, in milliseconds. */
  readonly stage: number;
}

/** The shop's payouts, and the balance that they share with the payments. */
export class Payouts {
  /** False if the shop has no permission to pay out. */
  enabled = true;
  readonly #options: PayoutsOptions;
  readonly #payouts: Payout[] = [];

  constructor(options: PayoutsOptions) {
    this.#options = options;
  }

  /** Every payout, oldest first. */
  all(): readonly Payout[] {
    return this.#payouts;
  }

  get shopId(): number {
    return this.#options.shopId;
  }

  get now(): number {
    return this.#options.gateway.clock.now();
  }

  /**
   * Creates all payouts or none.
   * @throws ApiError 403 without permission, 404 for another shop, 422 for a used external id or too little money.
   */
  create(order: PayoutOrder, run: ScriptRun): readonly Payout[] {
    if (order.shopId !== this.shopId) throw new ApiError(404, 'Магазин не найден');
    if (!this.enabled) throw new ApiError(403, 'Выплаты для магазина отключены');
    this.#checkExternalIds(order.payouts);
    this.#checkFunds(order.payouts.reduce((total, { amount }) => total + withFee(amount), 0n));
    const { stage } = this.#options;
    const created = order.payouts.map((request, index) => {
      const plan = { course: run.payout(), stage, now: this.now };
      return new Payout(this.#payouts.length + index + 1, this.shopId, request, plan);
    });
    this.#payouts.push(...created);
    return created;
  }

  /** @throws ApiError 404 for an unknown payout. */
  find(id: string): Payout {
    const payout = this.#payouts.find((candidate) => String(candidate.id) === id);
    if (payout === undefined) throw new ApiError(404, 'Выплата не найдена');
    return payout;
  }

  /** @throws ApiError 403 unless the payout is pending, 422 for too little money. */
  update(payout: Payout, request: PayoutRequest): void {
    this.requirePending(payout);
    this.#checkFunds(withFee(request.amount) - payout.amountWithFee);
    payout.update(request, this.now);
  }

  /** @throws ApiError 403 unless the payout is pending. */
  requirePending(payout: Payout): void {
    if (payout.statusAt(this.now) !== 'pending') {
      throw new ApiError(403, 'Можно редактировать только выплаты со статусом "Ожидает обработки"');
    }
  }

  /** @throws ApiError 403 unless the payout is pending or in processing. */
  cancel(payout: Payout, reason: string | null): void {
    if (!isUnderWay(payout, this.now)) {
      throw new ApiError(403, 'Можно отменить только выплаты в статусе ожидания или обработки');
    }
    payout.become('cancelled', this.now, reason);
  }

  balance(): BalanceJson {
    return balanceJson(this.shopId, this.#sums());
  }

  /** Pending and processing payouts are held, completed ones are subtracted, failed and cancelled ones do not count. */
  #sums(): Sums {
    const payments = paymentSums(this.#options.gateway);
    let balance = this.#options.openingBalance + payments.balance;
    let hold = payments.hold;
    for (const payout of this.#payouts) {
      if (payout.statusAt(this.now) === 'completed') balance -= payout.amountWithFee;
      if (isUnderWay(payout, this.now)) hold += payout.amountWithFee;
    }
    return { balance, hold };
  }

  #checkFunds(wanted: bigint): void {
    const { balance, hold } = this.#sums();
    const available = balance - hold;
    if (wanted <= available || wanted <= 0n) return;
    const shown = available < 0n ? '0.00' : decimalText(available);
    const text = `Недостаточно средств: с комиссией нужно ${decimalText(wanted)}, доступно ${shown}.`;
    throw new ApiError(422, 'Ошибка валидации', { amount: [text] });
  }

  #checkExternalIds(requests: readonly PayoutRequest[]): void {
    const used = new Set(this.#payouts.map(({ request }) => request.externalId));
    for (const { externalId } of requests) {
      if (externalId === null) continue;
      if (used.has(externalId)) {
        const text = `Выплата с external_id ${externalId} уже есть.`;
        throw new ApiError(422, 'Ошибка валидации', { external_id: [text] });
      }
      used.add(externalId);
    }
  }
}

function isUnderWay(payout: Payout, now: number): boolean {
  const status = payout.statusAt(now);
  return status === 'pending' || status === 'processing';
}
