import type { PaidEvent } from '../../../src/server/index.ts';
import { everHad, statusOf, type ObservedState, type PaymentRecord } from '../trace/observed-state.ts';
import type { Finding, Invariant } from './invariant.ts';

const kopecksOf = (roubles: string): number => Number(roubles.replace('.', ''));

/** The faults after which an event may be delivered more than once. */
const REDELIVERS = ['kill', 'handler throws', 'store fails', 'stall', 'clock jump', 'store conflict'];

export const I1C: Invariant = {
  id: 'I1c',
  statement: 'every extra charge is flagged with exactly one refund task',
  watch(observed) {
    const keys = new Map<string, Set<string>>();
    return {
      alerted({ alert }): Finding {
        if (alert.kind !== 'refund_due') return null;
        const { uuid } = alert.payment;
        const known = keys.get(uuid) ?? new Set();
        keys.set(uuid, known.add(alert.key));
        if (known.size > 1) return `${uuid} has the refund tasks ${[...known].join()}`;
        if (alert.reason !== 'duplicate') return null;
        const charges = observed.chargesOf(alert.order).filter((payment) => observed.isExact(payment));
        return charges.length < 2 ? `${uuid} is to be refunded, though nothing was charged twice` : null;
      },
      converged({ orders }): Finding {
        for (const { order } of orders) {
          const charges = observed.chargesOf(order);
          const exact = charges.filter((payment) => observed.isExact(payment));
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
  statement: 'one fulfilment event per order',
  watch(observed) {
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
        const excused = !handled.has(event.key) || observed.struck(...REDELIVERS);
        return excused ? null : `${event.key} is delivered again for no reason`;
      },
      handled({ key }) {
        handled.add(key);
      },
      alerted({ alert }): Finding {
        if (alert.kind !== 'refund_due' || !handled.has(alert.key) || observed.struck(...REDELIVERS))
          return null;
        return `${alert.key} is delivered again for no reason`;
      },
    };
  },
};

export const I3: Invariant = {
  id: 'I3',
  statement: 'fulfilled, or shown as paid, only if exactly paid: uuid, kopecks, currency',
  watch(observed) {
    const exactly = (payment: PaymentRecord) => observed.isExact(payment) && everHad(payment, 3);
    return {
      paid({ event }): Finding {
        const { uuid, id, amount, currency } = event.payment;
        const payment = observed.payments.get(id);
        if (!payment || payment.asked !== uuid || !exactly(payment))
          return `${event.order.uuid} is fulfilled and ${uuid} is not exactly paid`;
        const change = payment.history.at(-1);
        const same = change?.amount === kopecksOf(amount) && change.currency === currency.toLowerCase();
        const whole = String(event.order.amount);
        return same && whole === amount ? null : `${event.key} tells another sum than was paid`;
      },
      shown({ state, handle }): Finding {
        if (state !== 'paid' && state !== 'receipt') return null;
        const attempt = observed.attemptOfHandle(handle);
        const paid = attempt && observed.paymentsOf(attempt.uuid).some(exactly);
        return paid ? null : `${state} is shown and ${attempt?.uuid ?? 'nobody'} has not paid`;
      },
    };
  },
};

/** Indexed by status, 0 to 4; 5 and 6 are holds. */
const STATES_BY_STATUS: readonly (readonly string[])[] = [
  ['OPEN', 'ORPHANED', 'REJECTED'],
  ['PROCESSING'],
  ['CANCELLED'],
  ['PAID', 'DUP_PAID'],
  ['FAILED'],
];

/** The final stored states of a payment, for any order of callbacks and polls. */
function expectedStates(payment: PaymentRecord, observed: ObservedState): readonly string[] {
  if (!observed.isExact(payment)) return ['MISMATCH'];
  return STATES_BY_STATUS[statusOf(payment) ?? -1] ?? ['HELD'];
}

export const I4: Invariant = {
  id: 'I4',
  statement: 'after the faults end no paid order is lost, and an unpaid one can be paid',
  watch(observed) {
    const fulfilled = new Set<string>();
    return {
      paid({ event }) {
        fulfilled.add(event.order.uuid);
      },
      converged({ orders }): Finding {
        for (const { order, shown, presses } of orders) {
          const charges = observed.chargesOf(order);
          const exact = charges.filter((payment) => observed.isExact(payment));
          const states = observed.attemptsOf(order).map(({ uuid, state }) => `${uuid} ${state}`);
          const where = `after ${presses} presses a tab shows ${shown}; ${states.join()}`;
          if (exact.length > 0 && !fulfilled.has(order))
            return `${order} is paid and was never fulfilled; ${where}`;
          // A payment that the gateway never finishes stays pending.
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
  statement: 'the gateway’s id belongs to the attempt’s uuid',
  watch(observed) {
    return {
      updated({ attempt }): Finding {
        if (attempt.gatewayId === null) return null;
        const payment = observed.payments.get(attempt.gatewayId);
        return payment?.asked === attempt.uuid
          ? null
          : `${attempt.uuid} takes payment ${attempt.gatewayId} of ${payment?.asked ?? 'nobody'} for its own`;
      },
    };
  },
};

export const I16: Invariant = {
  id: 'I16',
  statement:
    'the order and the number of callbacks and polls do not matter: in the end the store says what the gateway says',
  watch(observed) {
    return {
      converged(): Finding {
        for (const payment of observed.payments.values()) {
          const attempt = observed.attempts.get(payment.asked);
          // A doubled request made two payments of this uuid; the signer watches the other one.
          if (attempt?.gatewayId !== payment.id) continue;
          const expected = expectedStates(payment, observed);
          if (!expected.includes(attempt.state))
            return `${attempt.uuid} is ${attempt.state}, and its payment is ${statusOf(payment)}`;
        }
        return null;
      },
    };
  },
};
