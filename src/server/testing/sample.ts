import type { Attempt, OutboxEvent } from '../index.ts';

/** A new attempt, in state CREATING, for tests; of order `o1` unless `change` says otherwise. */
export function sampleAttempt(change: Partial<Attempt> = {}): Attempt {
  const uuid = change.uuid ?? 'o1';
  return {
    uuid,
    order: 'o1',
    n: 1,
    handle: `handle-${uuid}`,
    state: 'CREATING',
    amount: 25_050,
    currency: 'rub',
    digest: 'digest',
    snapshot: '{"uuid":"o1"}',
    idempotencyKey: null,
    bodyHash: null,
    consents: null,
    gatewayId: null,
    paymentUrl: null,
    lastStatus: null,
    leaseUntil: 1_795_251_615_000,
    checkedAt: 0,
    seenAt: 0,
    dueAt: 1_795_251_615_000,
    receiptsAt: 0,
    receipts: null,
    version: 1,
    createdAt: 1_795_251_600_000,
    updatedAt: 1_795_251_600_000,
    ...change,
  };
}

/** An event with that key and no delivery yet, due at 10 ms, for tests. @param attempt the attempt's uuid */
export const sampleEvent = (key: string, attempt = 'o1'): OutboxEvent => ({
  key,
  kind: 'paid',
  attempt,
  tries: 0,
  dueAt: 10,
});
