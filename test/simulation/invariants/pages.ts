import type { EntryOf } from '../journal.ts';
import { everHad, statusOf, type Ledger, type PaymentRecord } from '../ledger.ts';
import type { Finding, Invariant } from './invariant.ts';

const ALLOWED_PAGE = /^https:\/\/pay\.sandbox\.test\/[\w./-]*$/;
const LEASE = 15_000;

interface Release {
  readonly url: string;
  readonly order: string;
  readonly amount: number;
}

/** What a 201 of the signer lets out, if the entry is one. */
export function releaseOf({ exchange, status, text }: EntryOf<'answered'>, ledger: Ledger): Release | null {
  const asked = ledger.exchanges.get(exchange);
  if (status !== 201 || asked?.path !== '/kvit/payments') return null;
  const { paymentUrl } = JSON.parse(text) as { paymentUrl: string };
  const { uuid, amount } = JSON.parse(asked.body) as { uuid: string; amount: string };
  return { url: paymentUrl, order: uuid, amount: Number(amount.replace('.', '')) };
}

const paymentAt = (url: string, ledger: Ledger): PaymentRecord | undefined =>
  [...ledger.payments.values()].find((payment) => payment.url === url);

export const I1: Invariant = {
  id: 'I1',
  says: 'one released payable page per order and cart version',
  watch(ledger) {
    const released: Release[] = [];
    return {
      answered(entry) {
        const release = releaseOf(entry, ledger);
        if (!release) return null;
        const others = released.filter(
          ({ url, order, amount }) =>
            url !== release.url && order === release.order && amount === release.amount,
        );
        released.push(release);
        const payable = others.find(({ url }) => {
          const payment = paymentAt(url, ledger);
          return payment && statusOf(payment) === 0;
        });
        return payable && `${release.url} was released while ${payable.url} can still be paid`;
      },
    };
  },
};

/** From the last look at the store to the answer, ms: another process may have written in between. */
const GLANCE = 100;

export const I1_STORED: Invariant = {
  id: 'I1 (stored)',
  says: 'a page leaves the signer only when it is stored and of the current attempt',
  watch(ledger) {
    const begun = new Map<string, number>();
    return {
      inserted({ attempt, at }) {
        begun.set(attempt.uuid, at);
      },
      answered(entry): Finding {
        const release = releaseOf(entry, ledger);
        if (!release) return null;
        const attempts = ledger.attemptsOf(release.order);
        const own = attempts.findIndex(({ paymentUrl }) => paymentUrl === release.url);
        if (own < 0) return `${release.url} was released and is not stored`;
        const next = attempts[own + 1];
        const old = next && entry.at - (begun.get(next.uuid) ?? entry.at) > GLANCE && !ledger.struck('stall');
        return old ? `${release.url} was released though ${next.uuid} has followed it` : null;
      },
    };
  },
};

export const I1_TAB: Invariant = {
  id: 'I1 (tab)',
  says: 'a tab never has two presses under way',
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
  says: 'at most one charge, unless authorised late or through an old page',
  watch(ledger) {
    // a charge that was declined before, and then was not, is the gateway's doing
    const late = (payment: PaymentRecord) => everHad(payment, 2, 4);
    return {
      booked({ id, status }) {
        const payment = ledger.payments.get(id);
        if (status !== 3 || !payment || late(payment)) return null;
        const attempt = ledger.attempts.get(payment.asked);
        if (!attempt) return `payment ${id} is charged and was never written down`;
        const other = ledger
          .chargesOf(attempt.order)
          .find(
            (charge) =>
              charge.id !== id &&
              !late(charge) &&
              ledger.attempts.get(charge.asked)?.amount === attempt.amount,
          );
        return other && `order ${attempt.order} was charged by payments ${other.id} and ${id}`;
      },
    };
  },
};

export const I11: Invariant = {
  id: 'I11',
  says: 'every navigation goes to an allowed host',
  watch(ledger) {
    const refuse = (url: string): Finding => (ALLOWED_PAGE.test(url) ? null : `a buyer is sent to ${url}`);
    return {
      left: ({ url }) => refuse(url),
      answered(entry) {
        const release = releaseOf(entry, ledger);
        return release && refuse(release.url);
      },
    };
  },
};

export const I13: Invariant = {
  id: 'I13',
  says: 'each attempt’s uuid is POSTed once',
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
  says: 'an attempt is stored before it is POSTed',
  watch(ledger) {
    return {
      sent({ method, body }) {
        if (method !== 'POST') return null;
        const { uuid } = JSON.parse(body) as { uuid: string };
        return ledger.attempts.has(uuid) ? null : `${uuid} is POSTed and not stored`;
      },
    };
  },
};

export const I14_LEASE: Invariant = {
  id: 'I14 (lease)',
  says: 'while a creator’s lease holds nobody else makes a page of its order, and afterwards the creator does not',
  watch(ledger) {
    const made = new Map<string, number>();
    const settled = new Set<string>();
    return {
      inserted({ attempt, at }) {
        made.set(attempt.uuid, at);
        if (ledger.struck('clock jump')) return null;
        const [before] = ledger.attemptsOf(attempt.order).slice(-2);
        const rival = before && before.uuid !== attempt.uuid && before.version === 1 ? before : null;
        const age = at - (made.get(rival?.uuid ?? '') ?? -Infinity);
        return rival && age < LEASE - 1000 ? `${attempt.uuid} begins while ${rival.uuid} is leased` : null;
      },
      updated({ attempt, change, at }): Finding {
        const age = at - (made.get(attempt.uuid) ?? -Infinity);
        if (ledger.struck('clock jump')) return null;
        const opened = change.includes('paymentUrl') && attempt.paymentUrl !== null;
        if (opened && age > LEASE + GLANCE) return `${attempt.uuid} opens ${age} ms after it began`;
        // its creator writes down what became of the create call; whoever only takes over does not
        const taken =
          attempt.state === 'UNKNOWN' && !settled.has(attempt.uuid) && !change.includes('paymentUrl');
        if (attempt.state !== 'CREATING') settled.add(attempt.uuid);
        return taken && age < LEASE - 1000 ? `the lease of ${attempt.uuid} is taken after ${age} ms` : null;
      },
    };
  },
};
