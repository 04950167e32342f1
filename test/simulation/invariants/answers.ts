import { createHash } from 'node:crypto';
import type { EntryOf } from '../trace/trace.ts';
import { everHad, statusOf, type ObservedState } from '../trace/observed-state.ts';
import { API_KEY, CALLBACK_SECRET, SECRET, SHOP_ID } from '../world/shop.ts';
import type { Finding, Invariant } from './invariant.ts';

/** Σ round½up(price × quantity) over the lines of a body, computed from its text with integers. */
function sumOfLines(text: string): bigint {
  const lines = [...text.matchAll(/"quantity":([\d.]+),"price":([\d.]+)/g)];
  return lines.reduce((sum, [, quantity = '', price = '']) => {
    const product = scaled(quantity, 3) * scaled(price, 2);
    return sum + (product + 500n) / 1000n;
  }, 0n);
}

function scaled(text: string, places: number): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

export const I6: Invariant = {
  id: 'I6',
  statement: 'price and sign equal an independent oracle over the bytes sent',
  watch(observed) {
    return {
      sent({ method, body }): Finding {
        if (method !== 'POST') return null;
        const [, amount = ''] = /"amount":"(\d+\.\d\d)"/.exec(body) ?? [];
        const [, sign = ''] = /"sign":"([0-9a-f]{40})"/.exec(body) ?? [];
        const [, uuid = ''] = /"uuid":"([^"]+)"/.exec(body) ?? [];
        const expected = createHash('sha1').update(`rub${amount}${SHOP_ID}${SECRET}`).digest('hex');
        if (sign !== expected) return `the sign of ${uuid} is wrong`;
        const kopecks = scaled(amount, 2);
        if (sumOfLines(body) !== kopecks) return `the lines of ${uuid} do not add up to ${amount}`;
        const order = observed.attempts.get(uuid)?.order ?? uuid;
        const priced = observed.prices.some(
          (price) => price.order === order && BigInt(price.amount) === kopecks,
        );
        return priced ? null : `${amount} was never the price of ${order}`;
      },
    };
  },
};

const isOk = (status: number): boolean => status >= 200 && status < 300;

export const I8: Invariant = {
  id: 'I8',
  statement: 'a receipt only for a paid, own, matching order',
  watch(observed) {
    const judge = (handle: string | null, uuids: readonly unknown[]): Finding => {
      const attempt = observed.attemptOfHandle(handle);
      if (!attempt) return 'a receipt is given for a handle nobody has';
      const paid = observed
        .paymentsOf(attempt.uuid)
        .some((payment) => observed.isExact(payment) && everHad(payment, 3));
      if (!paid) return `a receipt is given for ${attempt.uuid}, which is not paid as it was asked for`;
      const foreign = uuids.find((uuid) => uuid && uuid !== attempt.uuid && uuid !== attempt.order);
      return foreign ? `${attempt.uuid} is given a receipt of ${String(foreign)}` : null;
    };
    return {
      answered({ exchange, status, text }): Finding {
        const asked = observed.exchanges.get(exchange);
        if (asked?.path !== '/kvit/receipt' || !isOk(status)) return null;
        const { items } = JSON.parse(text) as { items: { uuid?: unknown }[] };
        return judge(
          asked.handle,
          items.map(({ uuid }) => uuid),
        );
      },
      shown({ state, handle, receipts }): Finding {
        if (state !== 'receipt') return null;
        return judge(
          handle,
          receipts.map(({ uuid }) => uuid),
        );
      },
    };
  },
};

export const I9: Invariant = {
  id: 'I9',
  statement: 'answers only to the holder of the handle; all others get the one 404',
  watch(observed) {
    let missing: string | null = null;
    return {
      answered({ exchange, status, text }): Finding {
        const asked = observed.exchanges.get(exchange);
        if (asked?.path !== '/kvit/payment' && asked?.path !== '/kvit/receipt') return null;
        const attempt = observed.attemptOfHandle(asked.handle);
        if (!attempt) {
          if (status >= 500) return null;
          missing ??= text;
          const same = status === 404 && text === missing;
          return same ? null : `a handle that nobody has is answered ${status} ${text}`;
        }
        if (asked.path !== '/kvit/payment' || !isOk(status)) return null;
        const { payment } = JSON.parse(text) as { payment: { uuid: unknown } };
        return payment.uuid === attempt.order
          ? null
          : `the holder of ${attempt.uuid} is told of another order`;
      },
    };
  },
};

/** Secrets that must never leave the signer; `watch` adds the signs of the run. */
const SECRETS = [SECRET, API_KEY, CALLBACK_SECRET];

export const I10: Invariant = {
  id: 'I10',
  statement: 'no secret, sign, key or foreign handle in any byte to a browser or a log',
  watch(observed) {
    const signs = new Set<string>();
    const leakOf = (text: string): string | undefined =>
      [...SECRETS, ...signs].find((word) => text.includes(word));
    return {
      sent({ body }) {
        const sign = /"sign":"(\w+)"/.exec(body)?.[1];
        if (sign) signs.add(sign);
      },
      answered({ exchange, headers, text }): Finding {
        const leak = leakOf(headers + text);
        if (leak) return `an answer holds ${leak}`;
        const order = orderOf(observed.exchanges.get(exchange), observed);
        const foreign = [...observed.attempts.values()].find(
          (attempt) => attempt.order !== order && text.includes(attempt.handle),
        );
        return foreign && `an answer about ${order ?? 'nothing'} holds the handle of ${foreign.uuid}`;
      },
      alerted({ alert }): Finding {
        const text = JSON.stringify(alert);
        const leak = leakOf(text) ?? [...observed.byHandle.keys()].find((handle) => text.includes(handle));
        return leak && `an alert holds ${leak}`;
      },
    };
  },
};

function orderOf(asked: EntryOf<'received'> | undefined, observed: ObservedState): string | undefined {
  if (asked?.path === '/kvit/payments') return (JSON.parse(asked.body) as { uuid: string }).uuid;
  return observed.attemptOfHandle(asked?.handle ?? null)?.order;
}

export const I15: Invariant = {
  id: 'I15',
  statement: 'same key and body, same answer; same key and another body, 422',
  watch(observed) {
    const bodies = new Map<string, string>();
    const pages = new Map<string, string>();
    return {
      inserted({ attempt }) {
        const key = attempt.idempotencyKey;
        if (key === null) return;
        const makers = [...observed.exchanges.values()].filter((asked) => asked.key === key);
        const [maker] = makers;
        // Two different bodies may race under one key; only answers after that race are checked.
        if (maker && makers.every(({ body }) => body === maker.body)) bodies.set(key, maker.body);
      },
      answered(entry): Finding {
        const { exchange, status, text } = entry;
        const asked = observed.exchanges.get(exchange);
        const known = bodies.get(asked?.key ?? '');
        if (!asked?.key || known === undefined) return null;
        if (known !== asked.body) {
          return status === 422 || status >= 500
            ? null
            : `the key ${asked.key} with another body is answered ${status}`;
        }
        if (status !== 201) return null;
        const first = pages.get(asked.key) ?? text;
        pages.set(asked.key, text);
        if (first === text) return null;
        // Once the page of this key can no longer be paid, the key may return the order's one open page.
        const ended = [...observed.payments.values()].some(
          (payment) => first.includes(payment.url) && statusOf(payment) !== 0,
        );
        return ended ? null : `the key ${asked.key} is answered ${first} and ${text}`;
      },
    };
  },
};

export const I20: Invariant = {
  id: 'I20',
  statement: 'a 2xx to a callback means applied or stored',
  watch(observed) {
    /** Paid attempts in the gateway's records when a callback arrived, by exchange. */
    const charged = new Map<number, readonly string[]>();
    const inboxed = new Set<string>();
    let lied = false;
    return {
      received({ exchange, from, body }) {
        if (from !== 'gateway') return;
        const { id, uuid } = JSON.parse(body) as { id?: number; uuid?: string };
        // A callback whose id and uuid name two payments is forged and counts for neither.
        const strange = uuid === undefined || !observed.attempts.has(uuid);
        const meant = [...observed.payments.values()].filter(
          (payment) => (id === undefined || payment.id === id) && (strange || payment.asked === uuid),
        );
        const known = meant.filter((payment) => observed.isExact(payment) && everHad(payment, 3));
        charged.set(
          exchange,
          known.map(({ asked }) => asked),
        );
      },
      inboxed({ item }) {
        inboxed.add(`${item.gatewayId} ${item.uuid}`);
      },
      returned(entry) {
        lied ||= entry.lied;
      },
      answered({ exchange, status }): Finding {
        const asked = observed.exchanges.get(exchange);
        if (asked?.from !== 'gateway' || !isOk(status) || lied) return null;
        const { id = null, uuid = null } = JSON.parse(asked.body) as { id?: number; uuid?: string };
        if (inboxed.has(`${id} ${uuid}`)) return null;
        const open = charged
          .get(exchange)
          ?.find((name) => !/PAID|MISMATCH|REVERSED/.test(observed.stateOf(name)));
        return open && `the callback about ${open} is taken, neither applied nor stored`;
      },
    };
  },
};
