import type { EntryOf } from '../trace/trace.ts';
import { everHad, statusOf, type ObservedState, type PaymentRecord } from '../trace/observed-state.ts';
import type { Finding, Invariant } from './invariant.ts';

const ALLOWED_PAGE = /^https:\/\/pay\.sandbox\.test\/[\w./-]*$/;
const LEASE = 15_000;

interface Release {
  readonly url: string;
  readonly order: string;
  readonly amount: number;
}

/** The payment page that a 201 of the signer releases; `null` for other answers. */
export function releaseOf(
  { exchange, status, text }: EntryOf<'answered'>,
  observed: ObservedState,
): Release | null {
  const asked = observed.exchanges.get(exchange);
  if (status !== 201 || asked?.path !== '/kvit/payments') return null;
  const { paymentUrl } = JSON.parse(text) as { paymentUrl: string };
  const { uuid, amount } = JSON.parse(asked.body) as { uuid: string; amount: string };
  return { url: paymentUrl, order: uuid, amount: Number(amount.replace('.', '')) };
}

const paymentAt = (url: string, observed: ObservedState): PaymentRecord | undefined =>
  [...observed.payments.values()].find((payment) => payment.url === url);

export const I1: Invariant = {
  id: 'I1',
  statement: 'one released payable page per order and cart version',
  watch(observed) {
    const released: Release[] = [];
    return {
      answered(entry) {
        const release = releaseOf(entry, observed);
        if (!release) return null;
        const others = released.filter(
          ({ url, order, amount }) =>
            url !== release.url && order === release.order && amount === release.amount,
        );
        released.push(release);
        const payable = others.find(({ url }) => {
          const payment = paymentAt(url, observed);
          return payment && statusOf(payment) === 0;
        });
        return payable && `${release.url} was released while ${payable.url} can still be paid`;
      },
    };
  },
};

/** Milliseconds from the last read of the store to the answer; another process may write in between. */
const READ_TO_ANSWER = 100;

export const I1_STORED: Invariant = {
  id: 'I1 (stored)',
  statement: 'a page leaves the signer only when it is stored and of the current attempt',
  watch(observed) {
    const begun = new Map<string, number>();
    return {
      inserted({ attempt, at }) {
        begun.set(attempt.uuid, at);
      },
      answered(entry): Finding {
        const release = releaseOf(entry, observed);
        if (!release) return null;
        const attempts = observed.attemptsOf(release.order);
        const own = attempts.findIndex(({ paymentUrl }) => paymentUrl === release.url);
        if (own < 0) return `${release.url} was released and is not stored`;
        const next = attempts[own + 1];
        const old =
          next && entry.at - (begun.get(next.uuid) ?? entry.at) > READ_TO_ANSWER && !observed.struck('stall');
        return old ? `${release.url} was released though ${next.uuid} has followed it` : null;
      },
    };
  },
};

export const I1_TAB: Invariant = {
  id: 'I1 (tab)',
  statement: 'a tab never has two presses under way',
  watch() {
    const open = new Map<number, number>();
    return {
      asked({ page, call, method }) {
        if (method !== 'POST') return null;
        const other = open.get(page);
        open.set(page, call);
        return other === undefined
          ? null
          : `page ${page} asks for a payment while call ${other} is under way`;
      },
      ended({ page, call }) {
        if (open.get(page) === call) open.delete(page);
      },
    };
  },
};

export const I1B: Invariant = {
  id: 'I1b',
  statement: 'at most one charge, unless authorised late or through an old page',
  watch(observed) {
    // The gateway itself charged a payment that it had declined or failed.
    const late = (payment: PaymentRecord) => everHad(payment, 2, 4);
    return {
      gatewayChanged({ id, status }) {
        const payment = observed.payments.get(id);
        if (status !== 3 || !payment || late(payment)) return null;
        const attempt = observed.attempts.get(payment.asked);
        if (!attempt) return `payment ${id} is charged and was never written down`;
        const other = observed
          .chargesOf(attempt.order)
          .find(
            (charge) =>
              charge.id !== id &&
              !late(charge) &&
              observed.attempts.get(charge.asked)?.amount === attempt.amount,
          );
        return other && `order ${attempt.order} was charged by payments ${other.id} and ${id}`;
      },
    };
  },
};

export const I11: Invariant = {
  id: 'I11',
  statement: 'every navigation goes to an allowed host',
  watch(observed) {
    const refuse = (url: string): Finding => (ALLOWED_PAGE.test(url) ? null : `a buyer is sent to ${url}`);
    return {
      left: ({ url }) => refuse(url),
      answered(entry) {
        const release = releaseOf(entry, observed);
        return release && refuse(release.url);
      },
    };
  },
};

export const I13: Invariant = {
  id: 'I13',
  statement: 'each attempt’s uuid is POSTed once',
  watch() {
    const posted = new Set<string>();
    return {
      sent({ method, body }) {
        if (method !== 'POST') return null;
        const { uuid } = JSON.parse(body) as { uuid: string };
        if (posted.has(uuid)) return `${uuid} is POSTed again`;
        posted.add(uuid);
        return null;
      },
    };
  },
};

export const I14: Invariant = {
  id: 'I14',
  statement: 'an attempt is stored before it is POSTed',
  watch(observed) {
    return {
      sent({ method, body }) {
        if (method !== 'POST') return null;
        const { uuid } = JSON.parse(body) as { uuid: string };
        return observed.attempts.has(uuid) ? null : `${uuid} is POSTed and not stored`;
      },
    };
  },
};

export const I14_LEASE: Invariant = {
  id: 'I14 (lease)',
  statement:
    'while a creator’s lease holds nobody else makes a page of its order, and afterwards the creator does not',
  watch(observed) {
    const made = new Map<string, number>();
    const settled = new Set<string>();
    return {
      inserted({ attempt, at }) {
        made.set(attempt.uuid, at);
        if (observed.struck('clock jump')) return null;
        const [before] = observed.attemptsOf(attempt.order).slice(-2);
        const rival = before && before.uuid !== attempt.uuid && before.version === 1 ? before : null;
        const age = at - (made.get(rival?.uuid ?? '') ?? -Infinity);
        return rival && age < LEASE - 1000 ? `${attempt.uuid} begins while ${rival.uuid} is leased` : null;
      },
      updated({ attempt, change, at }): Finding {
        const age = at - (made.get(attempt.uuid) ?? -Infinity);
        if (observed.struck('clock jump')) return null;
        const opened = change.includes('paymentUrl') && attempt.paymentUrl !== null;
        if (opened && age > LEASE + READ_TO_ANSWER) return `${attempt.uuid} opens ${age} ms after it began`;
        // Only the creator writes a payment URL; a process that takes over does not.
        const taken =
          attempt.state === 'UNKNOWN' && !settled.has(attempt.uuid) && !change.includes('paymentUrl');
        if (attempt.state !== 'CREATING') settled.add(attempt.uuid);
        return taken && age < LEASE - 1000 ? `the lease of ${attempt.uuid} is taken after ${age} ms` : null;
      },
    };
  },
};
