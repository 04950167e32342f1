import { decimalText } from '../values/kopecks.ts';
import type { Order } from '../requests/order.ts';
import type { Course, ReceiptFault, Step } from '../scenario/script.ts';
import type { ScriptRun } from '../scenario/script-run.ts';
import { STATUS } from '../values/payment-status.ts';

/** A change of status at a moment, in milliseconds since the epoch. It may lie ahead. */
export interface Change {
  readonly at: number;
  readonly status: number;
  /** The API shows it, but it did not happen. */
  readonly shownOnly: boolean;
}

/** A payment as the API writes it. */
export interface PaymentJson {
  readonly id: number;
  readonly uuid: string;
  readonly amount: string;
  readonly currency: 'rub';
  readonly description: string;
  /** One of `STATUS`, unless a script shows another number. */
  readonly status: number;
}

export interface PaymentOrigin {
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

/** One payment. Its status is a function of time, so an answer about it depends on nothing that has to wake up first. */
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

  /** What is true at a moment. */
  statusAt(now: number): number {
    const happened = this.#changes.findLast((change) => change.at <= now && !change.shownOnly);
    return happened?.status ?? STATUS.created;
  }

  /** What the API shows at a moment. */
  shownAt(now: number): number {
    return this.#changes.findLast((change) => change.at <= now)?.status ?? STATUS.created;
  }

  /** When the payment became paid, or null if by `now` it has not. */
  paidAt(now: number): number | null {
    const paid = this.#changes.find(
      (change) => change.status === STATUS.paid && change.at <= now && !change.shownOnly,
    );
    return paid?.at ?? null;
  }

  /** Drops what was still to come and plans these steps instead. */
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

  /** Whether a change still stands: a capture, say, does away with the end of its hold. */
  stands(change: Change): boolean {
    return this.#changes.includes(change);
  }

  /** Moves a change back by so many milliseconds. @returns the change that now stands for it. */
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

  /** @param seenAt the moment whose state is shown. */
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
