import { decimalText } from './kopecks.ts';
import type { Order } from './order.ts';
import type { Step } from './outcome.ts';
import type { ScenarioName } from './scenario.ts';
import { STATUS, type PaymentStatus } from './status.ts';

/** A change of status at a moment, in milliseconds since the epoch. It may lie ahead. */
export interface Change {
  readonly at: number;
  readonly status: PaymentStatus;
}

/** A payment as the API writes it. */
export interface PaymentJson {
  readonly id: number;
  readonly uuid: string;
  readonly amount: string;
  readonly currency: 'rub';
  readonly description: string;
  readonly status: PaymentStatus;
}

export interface PaymentOrigin {
  readonly id: number;
  readonly order: Order;
  readonly scenario: ScenarioName;
  readonly pageUrl: string;
  readonly receiptUrl: string;
  readonly subscriptionId: number | null;
}

/** One payment. Its status is a function of time, so nothing has to wake up for it to change. */
export class Payment {
  readonly origin: PaymentOrigin;
  #changes: readonly Change[] = [];
  #refundedAt: number | null = null;

  constructor(origin: PaymentOrigin) {
    this.origin = origin;
  }

  get order(): Order {
    return this.origin.order;
  }

  get refundedAt(): number | null {
    return this.#refundedAt;
  }

  statusAt(now: number): PaymentStatus {
    return this.#changes.findLast((change) => change.at <= now)?.status ?? STATUS.created;
  }

  /** When the payment became paid, or null if by `now` it has not. */
  paidAt(now: number): number | null {
    return this.#changes.find((change) => change.status === STATUS.paid && change.at <= now)?.at ?? null;
  }

  /** Drops what was still to come and plans these steps instead. */
  plan(steps: readonly Step[], now: number): readonly Change[] {
    const planned = steps.map((step) => ({ at: now + step.after, status: step.status }));
    this.#changes = [...this.#changes.filter((change) => change.at <= now), ...planned];
    return planned;
  }

  /** Whether a change still stands: a capture, say, does away with the end of its hold. */
  stands(change: Change): boolean {
    return this.#changes.includes(change);
  }

  refund(now: number): void {
    this.#refundedAt = now;
  }

  toJson(now: number): PaymentJson {
    const { uuid, amount, description } = this.order;
    return {
      id: this.origin.id,
      uuid,
      amount: decimalText(amount),
      currency: 'rub',
      description,
      status: this.statusAt(now),
    };
  }
}
