import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Store } from '../../../../src/server/index.ts';
import { ATTEMPTS, INBOX, PENDING } from './rows.ts';

/** The statements that make a database of the first version, as the kit of that time left it. */
export const firstVersion = (dialect: 'sqlite' | 'postgres'): string =>
  readFileSync(new URL(`${dialect}.sql`, import.meta.url), 'utf8');

/** Fails unless a store gives every row of the first version, by every road to it, and can go on from there. */
export async function assertReadsBack(store: Store): Promise<void> {
  const byDue = (a: { dueAt: number | null }, b: { dueAt: number | null }) => (a.dueAt ?? 0) - (b.dueAt ?? 0);
  assert.deepEqual(await store.ofOrder('счёт-7'), ATTEMPTS);
  for (const attempt of ATTEMPTS) {
    assert.deepEqual(await store.byUuid(attempt.uuid), attempt);
    assert.deepEqual(await store.byHandle(attempt.handle), attempt);
    if (attempt.gatewayId !== null) assert.deepEqual(await store.byGatewayId(attempt.gatewayId), attempt);
    if (attempt.idempotencyKey !== null)
      assert.deepEqual(await store.byIdempotencyKey(attempt.idempotencyKey), attempt);
  }
  const due = ATTEMPTS.filter(({ dueAt }) => dueAt !== null).sort(byDue);
  assert.deepEqual(
    (await store.due(8e15, 99)).map(({ dueAt }) => dueAt),
    due.map(({ dueAt }) => dueAt),
  );
  assert.deepEqual(await store.listInbox(99), INBOX);
  assert.deepEqual(await store.pendingEvents(8e15, 99), PENDING);
  assert.equal(await store.event('refund:delivered'), null);
}

/** Fails unless the rules of the first version still hold for its rows, and what came later can be kept beside them. */
export async function assertGoesOn(store: Store): Promise<void> {
  const [rejected] = ATTEMPTS;
  assert.ok(rejected);
  assert.deepEqual(await store.update(rejected, { state: 'PAID' }, null), { kind: 'paid_exists' });
  const updated = await store.update(rejected, { state: 'DUP_PAID' }, null);
  assert.deepEqual(updated, { kind: 'updated', attempt: { ...rejected, state: 'DUP_PAID', version: 2 } });
  assert.equal(await store.insert(rejected), 'n_taken');
  const today = { ...rejected, n: 13, uuid: 'счёт-7.13', handle: 'handle-13', idempotencyKey: null };
  const agreed = { ...today, consents: '[{"kind":"offer","text":"оферта"}]' };
  assert.equal(await store.insert(agreed), 'inserted');
  assert.deepEqual(await store.byHandle('handle-13'), agreed);
}
