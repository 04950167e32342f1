import type { CallbackAttempt } from '../payments/callback-sender.ts';
import type { Gateway } from '../payments/gateway.ts';
import type { Payment, PaymentJson } from '../payments/payment.ts';
import type { SubscriptionJson } from '../payments/subscription.ts';

/** A payment with what a test wants to know about it and the API does not tell. */
export interface PaymentReport extends PaymentJson {
  /** The name of the scenario it was created under, or `script`. */
  readonly scenario: string;
  readonly paymentUrl: string;
  /** When it was created and first paid, and when it was refunded; milliseconds since the epoch. */
  readonly createdAt: number;
  readonly paidAt: number | null;
  readonly refundedAt: number | null;
  /** Every callback that named its id, oldest first. */
  readonly callbacks: readonly CallbackAttempt[];
}

/** A subscription with what the API does not tell. */
export interface SubscriptionReport extends SubscriptionJson {
  /** The first payment's. */
  readonly uuid: string;
  /** Milliseconds since the epoch. */
  readonly nextChargeAt: number;
  /** The ids of the payments it has charged, the first one included. */
  readonly payments: readonly number[];
}

/** Writes reports on what a gateway has in its books. */
export class Reports {
  readonly #gateway: Gateway;

  constructor(gateway: Gateway) {
    this.#gateway = gateway;
  }

  payments(): readonly PaymentReport[] {
    return this.#gateway.payments().map((payment) => this.payment(payment));
  }

  payment(payment: Payment): PaymentReport {
    const { clock, callbacks } = this.#gateway;
    const { id, run, pageUrl, createdAt } = payment.origin;
    return {
      ...payment.toJson(clock.now()),
      scenario: run.label,
      paymentUrl: pageUrl,
      createdAt,
      paidAt: payment.paidAt(clock.now()),
      refundedAt: payment.refundedAt,
      callbacks: callbacks.log.filter(({ body }) => isAbout(body, id)),
    };
  }

  subscriptions(): readonly SubscriptionReport[] {
    return this.#gateway.subscriptions().map((subscription) => ({
      ...subscription.toJson(),
      uuid: subscription.first.order.uuid,
      nextChargeAt: subscription.nextAt,
      payments: [...subscription.payments],
    }));
  }
}

// A made-up callback may be anything.
function isAbout(body: unknown, id: number): boolean {
  return typeof body === 'object' && body !== null && 'id' in body && body.id === id;
}
