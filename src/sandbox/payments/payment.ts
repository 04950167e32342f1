import { decimalText } from '../values/kopecks.ts';
import type { Order } from '../requests/order.ts';
import type { Course, ReceiptFault, Step } from '../scenario/script.ts';
import type { ScriptRun } from '../scenario/script-run.ts';
import { STATUS } from '../values/payment-status.ts';

/** A change of status at a moment, past or future, in milliseconds since the epoch. */
export interface Change {
  readonly at: number;
  readonly status: number;
  /** True if only the API shows the change and the real status stays. */
  readonly shownOnly: boolean;
}

/** A payment as the API writes it (`GET /v2/payments/{id}`). `amount` is in roubles with two decimals. */
export interface PaymentJson {
  readonly id: number;
  readonly uuid: string;
  readonly amount: string;
  readonly currency: 'rub';
  readonly description: string;
  /** One of `STATUS`; a script can show any other number. */
  readonly status: number;
}

/** The facts of a payment that never change. */
interface PaymentOrigin {
  readonly id: number;
  readonly order: Order;
  /** The scenario it was created under. */
  readonly run: ScriptRun;
  readonly course: Course;
  readonly receipts: ReceiptFault;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly pageUrl: string;
  readonly receiptUrl: string;
}

/** One payment. Its status is a function of time, so no answer depends on a timer that has to fire first. */
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

  /** The real status at a moment. */
  statusAt(now: number): number {
    const happened = this.#changes.findLast((change) => change.at <= now && !change.shownOnly);
    return happened?.status ?? STATUS.created;
  }

  /** The status that the API shows at a moment. */
  shownAt(now: number): number {
    return this.#changes.findLast((change) => change.at <= now)?.status ?? STATUS.created;
  }

  /** The moment when the payment became paid, or null if it is not paid by `now`. */
  paidAt(now: number): number | null {
    const paid = this.#changes.find(
      (change) => change.status === STATUS.paid && change.at <= now && !change.shownOnly,
    );
    return paid?.at ?? null;
  }

  /** Replaces the future changes by these steps. @returns the planned changes. */
  plan(steps: readonly Step[], now: number): readonly Change[] {
    const planned = steps.map(({ after, status, shownOnly = false }) => ({
      at: now + after,
      status,
      shownOnly,
    }));
    const past = this.#changes.filter((change) => change.at <= now);
    this.#changes = [...past, ...planned].sort((a, b) => a.at - b.at);
    return planned;
  }

  /** True if a change is still planned. A capture, for example, removes the end of its hold. */
  isPlanned(change: Change): boolean {
    return this.#changes.includes(change);
  }

  /** Delays a change by `ms` milliseconds. @returns the change that replaces it. */
  postpone(change: Change, ms: number): Change {
    const later = { ...change, at: change.at + ms };
    this.#changes = this.#changes
      .map((other) => (other === change ? later : other))
      .sort((a, b) => a.at - b.at);
    return later;
  }

  refund(now: number): void {
    this.#refundedAt = now;
  }

  /** @param seenAt the moment whose status is shown. */
  toJson(seenAt: number): PaymentJson {
    const { uuid, amount, description } = this.order;
    return {
      id: this.origin.id,
      uuid,
      amount: decimalText(amount),
      currency: 'rub',
      description,
      status: this.shownAt(seenAt),
    };
  }
}
