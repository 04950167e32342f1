import type { PaidEvent } from '../../../src/server/index.ts';
import { everHad, statusOf, type Ledger, type PaymentRecord } from '../ledger.ts';
import type { Finding, Invariant } from './invariant.ts';

const kopecksOf = (roubles: string): number => Number(roubles.replace('.', ''));

/** What may make a handler hear of the same event again: it comes at least once, and more often only after these. */
const REDELIVERS = ['kill', 'handler throws', 'store fails', 'stall', 'clock jump', 'store conflict'];

export const I1C: Invariant = {
  id: 'I1c',
  says: 'every extra charge is flagged with exactly one refund task',
  watch(ledger) {
    const keys = new Map<string, Set<string>>();
    return {
      alerted({ alert }): Finding {
        if (alert.kind !== 'refund_due') return null;
        const { uuid } = alert.payment;
        const known = keys.get(uuid) ?? new Set();
        keys.set(uuid, known.add(alert.key));
        if (known.size > 1) return `${uuid} has the refund tasks ${[...known].join()}`;
        if (alert.reason !== 'duplicate') return null;
        const charges = ledger.chargesOf(alert.order).filter((payment) => ledger.isExact(payment));
        return charges.length < 2 ? `${uuid} is to be refunded, though nothing was charged twice` : null;
      },
      healed({ orders }): Finding {
        for (const { order } of orders) {
          const charges = ledger.chargesOf(order);
          const exact = charges.filter((payment) => ledger.isExact(payment));
          const flagged = charges.filter(({ asked }) => keys.has(asked));
          const extra = charges.length - Math.min(exact.length, 1);
          if (flagged.length !== extra)
            return `${order}: ${extra} charges are too many, ${flagged.length} are flagged`;
        }
        return null;
      },
    };
  },
};

export const I2: Invariant = {
  id: 'I2',
  says: 'one fulfilment event per order',
  watch(ledger) {
    const heard = new Map<string, PaidEvent>();
    const handled = new Set<string>();
    return {
      paid({ event }): Finding {
        const order = event.order.uuid;
        const first = heard.get(order);
        heard.set(order, first ?? event);
        if (!first) return null;
        if (first.key !== event.key) return `${order} is fulfilled as ${first.key} and as ${event.key}`;
        if (first.payment.uuid !== event.payment.uuid) return `${order} is fulfilled by two payments`;
        const excused = !handled.has(event.key) || ledger.struck(...REDELIVERS);
        return excused ? null : `${event.key} is delivered again for no reason`;
      },
      handled({ key }) {
        handled.add(key);
      },
      alerted({ alert }): Finding {
        if (alert.kind !== 'refund_due' || !handled.has(alert.key) || ledger.struck(...REDELIVERS))
          return null;
        return `${alert.key} is delivered again for no reason`;
      },
    };
  },
};

export const I3: Invariant = {
  id: 'I3',
  says: 'fulfilled, or shown as paid, only if exactly paid: uuid, kopecks, currency',
  watch(ledger) {
    const exactly = (payment: PaymentRecord) => ledger.isExact(payment) && everHad(payment, 3);
    return {
      paid({ event }): Finding {
        const { uuid, id, amount, currency } = event.payment;
        const payment = ledger.payments.get(id);
        if (!payment || payment.asked !== uuid || !exactly(payment))
          return `${event.order.uuid} is fulfilled and ${uuid} is not exactly paid`;
        const booking = payment.bookings.at(-1);
        const same = booking?.amount === kopecksOf(amount) && booking.currency === currency.toLowerCase();
        const whole = String(event.order.amount);
        return same && whole === amount ? null : `${event.key} tells another sum than was paid`;
      },
      shown({ state, handle }): Finding {
        if (state !== 'paid' && state !== 'receipt') return null;
        const attempt = ledger.attemptOfHandle(handle);
        const paid = attempt && ledger.paymentsOf(attempt.uuid).some(exactly);
        return paid ? null : `${state} is shown and ${attempt?.uuid ?? 'nobody'} has not paid`;
      },
    };
  },
};

/** 0 to 4; what is left is a hold. */
const STATES_BY_STATUS: readonly (readonly string[])[] = [
  ['OPEN', 'ORPHANED', 'REJECTED'],
  ['PROCESSING'],
  ['CANCELLED'],
  ['PAID', 'DUP_PAID'],
  ['FAILED'],
];

/** What the store must come to say of a payment, whatever came in whichever order. */
function expectedStates(payment: PaymentRecord, ledger: Ledger): readonly string[] {
  if (!ledger.isExact(payment)) return ['MISMATCH'];
  return STATES_BY_STATUS[statusOf(payment) ?? -1] ?? ['HELD'];
}

export const I4: Invariant = {
  id: 'I4',
  says: 'after the faults heal no paid order is lost, and an unpaid one can be paid',
  watch(ledger) {
    const fulfilled = new Set<string>();
    return {
      paid({ event }) {
        fulfilled.add(event.order.uuid);
      },
      healed({ orders }): Finding {
        for (const { order, shown, presses } of orders) {
          const charges = ledger.chargesOf(order);
          const exact = charges.filter((payment) => ledger.isExact(payment));
          const states = ledger.attemptsOf(order).map(({ uuid, state }) => `${uuid} ${state}`);
          const where = `after ${presses} presses a tab shows ${shown}; ${states.join()}`;
          if (exact.length > 0 && !fulfilled.has(order))
            return `${order} is paid and was never fulfilled; ${where}`;
          // a payment that the gateway never finishes is shown as just that
          const moving = states.some((state) => /PROCESSING|HELD|MISMATCH/.test(state));
          const told = shown === 'paid' || shown === 'receipt';
          if (exact.length > 0 && !told && !moving) return `${order} is paid; ${where}`;
          const payable = shown === 'redirecting' || shown === 'away';
          if (exact.length === 0 && !payable && !moving) return `${order} cannot be paid; ${where}`;
        }
        return null;
      },
    };
  },
};

export const I5: Invariant = {
  id: 'I5',
  says: 'the gateway’s id belongs to the attempt’s uuid',
  watch(ledger) {
    return {
      updated({ attempt }): Finding {
        if (attempt.gatewayId === null) return null;
        const payment = ledger.payments.get(attempt.gatewayId);
        return payment?.asked === attempt.uuid
          ? null
          : `${attempt.uuid} takes payment ${attempt.gatewayId} of ${payment?.asked ?? 'nobody'} for its own`;
      },
    };
  },
};

export const I16: Invariant = {
  id: 'I16',
  says: 'the order and the number of callbacks and polls do not matter: in the end the store says what the gateway says',
  watch(ledger) {
    return {
      healed(): Finding {
        for (const payment of ledger.payments.values()) {
          const attempt = ledger.attempts.get(payment.asked);
          // the gateway heard a request twice: the other payment of this uuid is the one that is watched
          if (attempt?.gatewayId !== payment.id) continue;
          const expected = expectedStates(payment, ledger);
          if (!expected.includes(attempt.state))
            return `${attempt.uuid} is ${attempt.state}, and its payment is ${statusOf(payment)}`;
        }
        return null;
      },
    };
  },
};
