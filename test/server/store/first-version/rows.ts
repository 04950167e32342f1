import type { Attempt, AttemptState, InboxItem, OutboxEvent } from '../../../../src/server/index.ts';
import { sampleAttempt } from '../../../../src/server/testing/index.ts';

/** The rows of `sqlite.sql` and `postgres.sql` as today's kit must read them. */
const made = (state: AttemptState, n: number, change: Partial<Attempt>): Attempt =>
  sampleAttempt({
    state,
    n,
    uuid: n === 1 ? 'счёт-7' : `счёт-7.${n}`,
    order: 'счёт-7',
    handle: `handle-${n}`,
    snapshot: `{"uuid":"счёт-7","description":"Булочка «С маком» 🥐 '${n}'"}`,
    ...change,
  });

const page = (n: number): Partial<Attempt> => ({
  gatewayId: 9_007_199_254_740_000 + n,
  paymentUrl: `https://urlpay.io/pay/${n}`,
  checkedAt: 1_795_251_601_000 + n,
  seenAt: 1_795_251_601_250.5,
});

export const ATTEMPTS: readonly Attempt[] = [
  made('REJECTED', 1, { idempotencyKey: 'key-1', bodyHash: 'hash-1', dueAt: null }),
  made('UNKNOWN', 2, { idempotencyKey: 'key-2', bodyHash: 'hash-2', dueAt: 1_795_251_602_000.25 }),
  made('ORPHANED', 3, { gatewayId: 3, lastStatus: 0, version: 4 }),
  made('CANCELLED', 4, { ...page(4), lastStatus: 2 }),
  made('FAILED', 5, { ...page(5), lastStatus: 4 }),
  made('PROCESSING', 6, { ...page(6), lastStatus: 1 }),
  made('HELD', 7, { ...page(7), lastStatus: 6 }),
  made('PAID', 8, {
    ...page(8),
    lastStatus: 3,
    dueAt: null,
    receiptsAt: 1_795_251_700_000,
    receipts: '{"a":"№"}',
  }),
  made('DUP_PAID', 9, { ...page(9), lastStatus: 3, dueAt: null }),
  made('MISMATCH', 10, { ...page(10), lastStatus: -1.5, amount: 429_496_729_500, dueAt: null }),
  made('OPEN', 11, { ...page(11), lastStatus: 0, version: 2 }),
  made('CREATING', 12, {}),
];

export const INBOX: readonly InboxItem[] = [
  { key: 'in-1', gatewayId: 9_007_199_254_740_000, uuid: null, receivedAt: 1_795_251_600_000 },
  { key: 'in-2', gatewayId: null, uuid: 'чужой', receivedAt: 1_795_251_600_000.5 },
];

/** Undelivered events. The databases also contain `refund:delivered`, which is delivered. */
export const PENDING: readonly OutboxEvent[] = [
  { key: 'paid:счёт-7', kind: 'paid', attempt: 'счёт-7.8', tries: 3, dueAt: 1_795_251_600_000 },
  { key: 'refund:счёт-7.9', kind: 'refund', attempt: 'счёт-7.9', tries: 0, dueAt: 1_795_251_600_001.5 },
];
