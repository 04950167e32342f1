import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Store } from '../../../../src/server/index.ts';
import { ATTEMPTS, INBOX, PENDING } from './rows.ts';

/** SQL that creates a database of the first version with data. */
export const firstVersion = (dialect: 'sqlite' | 'postgres'): string =>
  readFileSync(new URL(`${dialect}.sql`, import.meta.url), 'utf8');

/** Checks that a store returns every row of the first version by every method. */
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

/** Checks that the constraints still hold for the old rows, and that new rows can be written. */
export async function assertAcceptsWrites(store: Store): Promise<void> {
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
