import type { Gateway } from '../payments/gateway.ts';
import { decimalText } from '../values/kopecks.ts';
import { isHold } from '../values/payment-status.ts';

/** A balance as the API writes it, in roubles. `available` is `balance` less `hold`. */
export interface BalanceJson {
  readonly shop_id: number;
  readonly currency: 'rub';
  readonly balance: number;
  readonly hold: number;
  readonly available: number;
}

/** Sums in kopecks. */
export interface Sums {
  readonly balance: bigint;
  readonly hold: bigint;
}

/**
 * What payments add up to: paid ones count, refunds take them away again, and a sum that is held for the shop is part of the
 * balance without being available.
 */
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
