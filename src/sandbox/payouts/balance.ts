import type { Gateway } from '../payments/gateway.ts';
import { decimalText } from '../values/kopecks.ts';
import { isHold } from '../values/payment-status.ts';

/** A balance as the API writes it (`GET /v2/shops/{id}/balances`), in roubles. `available` is `balance` minus `hold`. */
export interface BalanceJson {
  readonly shop_id: number;
  readonly currency: 'rub';
  readonly balance: number;
  readonly hold: number;
  readonly available: number;
}

/** A balance in kopecks; `hold` is part of `balance`. */
export interface Sums {
  readonly balance: bigint;
  readonly hold: bigint;
}

/** The balance of all payments: paid ones and holds count, refunded ones do not. */
export function paymentSums(gateway: Gateway): Sums {
  const now = gateway.clock.now();
  let balance = 0n;
  let hold = 0n;
  for (const payment of gateway.payments()) {
    const { amount } = payment.order;
    if (payment.paidAt(now) !== null) balance += payment.refundedAt === null ? amount : 0n;
    else if (isHold(payment.statusAt(now))) hold += amount;
  }
  return { balance: balance + hold, hold };
}

/** Writes a balance as the API does. */
export function balanceJson(shopId: number, { balance, hold }: Sums): BalanceJson {
  return {
    shop_id: shopId,
    currency: 'rub',
    balance: roubles(balance),
    hold: roubles(hold),
    available: roubles(balance - hold),
  };
}

function roubles(kopecks: bigint): number {
  return kopecks < 0n ? -roubles(-kopecks) : Number(decimalText(kopecks));
}
