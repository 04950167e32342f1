import type { Store } from '../../../src/server/index.ts';
import { sampleAttempt, sampleEvent } from '../../../src/server/testing/index.ts';

/** Calls every method of a store, so that it runs each of its statements. */
export async function callEverything(store: Store): Promise<void> {
  const attempt = sampleAttempt({ gatewayId: 7, idempotencyKey: 'k' });
  const item = { key: 'i', gatewayId: 7, uuid: 'o1', receivedAt: 1 };
  await store.insert(attempt);
  await store.insert(attempt);
  await store.update(attempt, { state: 'PAID' }, sampleEvent('e'));
  await store.byUuid('o1');
  await store.byHandle('handle-o1');
  await store.byIdempotencyKey('k');
  await store.byGatewayId(7);
  await store.ofOrder('o1');
  await store.due(1, 1);
  await store.putInbox(item);
  await store.listInbox(1);
  await store.listInbox(1, item);
  await store.dropInbox('i');
  await store.event('e');
  await store.pendingEvents(1, 1);
  await store.claimEvent(sampleEvent('e'), 50);
  await store.finishEvent('e');
}
