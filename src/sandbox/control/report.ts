import type { CallbackAttempt } from '../payments/callback-sender.ts';
import type { Gateway } from '../payments/gateway.ts';
import type { Payment, PaymentJson } from '../payments/payment.ts';
import type { SubscriptionJson } from '../payments/subscription.ts';

/** A payment as the API shows it, with facts for tests that the API does not show. */
export interface PaymentReport extends PaymentJson {
  /** The name of the scenario it was created under, or `script`. */
  readonly scenario: string;
  /** The address of the payment page. */
  readonly paymentUrl: string;
  /** The moments of creation, first payment and refund, milliseconds since the epoch. */
  readonly createdAt: number;
  readonly paidAt: number | null;
  readonly refundedAt: number | null;
  /** Every callback with this payment's id, oldest first. */
  readonly callbacks: readonly CallbackAttempt[];
}

/** A subscription as the API shows it, with facts for tests that the API does not show. */
export interface SubscriptionReport extends SubscriptionJson {
  /** The uuid of the first payment. */
  readonly uuid: string;
  /** The moment of the next charge, milliseconds since the epoch. */
  readonly nextChargeAt: number;
  /** The ids of its payments, the first one included. */
  readonly payments: readonly number[];
}

/** Reports on the payments and subscriptions of a gateway. */
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

// A callback from a control route can be any JSON.
function isAbout(body: unknown, id: number): boolean {
  return typeof body === 'object' && body !== null && 'id' in body && body.id === id;
}
