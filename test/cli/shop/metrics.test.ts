import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Metrics } from '../../../src/cli/shop/metrics.ts';
import { memoryStore } from '../../../src/server/index.ts';
import { sampleAttempt } from '../../../src/server/testing/index.ts';

/** The values of a metric by its labels, e.g. `{state="PAID"}`; zeros without labels included. */
async function valuesOf(metrics: Metrics, name: string): Promise<Record<string, number>> {
  const lines = (await metrics.text()).split('\n').filter((line) => line.startsWith(`${name}{`));
  return Object.fromEntries(
    lines.map((line) => {
      const [labels = '', value = ''] = line.slice(name.length).split(' ');
      return [labels, Number(value)];
    }),
  );
}

describe('Metrics.counted', () => {
  it('counts each state that an attempt enters once, after the write', async () => {
    const metrics = new Metrics();
    const store = metrics.counted(memoryStore());
    const made = sampleAttempt();
    assert.equal(await store.insert(made), 'inserted');
    assert.equal(await store.insert(made), 'n_taken');
    const unknown = await store.update(made, { state: 'UNKNOWN' }, null);
    assert.ok(unknown.kind === 'updated');
    assert.equal((await store.update(made, { state: 'PAID' }, null)).kind, 'conflict');
    const checked = await store.update(unknown.attempt, { checkedAt: 1 }, null);
    assert.ok(checked.kind === 'updated');
    await store.update(checked.attempt, { state: 'PAID' }, null);
    const second = sampleAttempt({ uuid: 'o1.2', n: 2 });
    await store.insert(second);
    assert.equal((await store.update(second, { state: 'PAID' }, null)).kind, 'paid_exists');
    assert.deepEqual(await valuesOf(metrics, 'kvit_attempts_total'), {
      '{state="CREATING"}': 2,
      '{state="UNKNOWN"}': 1,
      '{state="PAID"}': 1,
    });
    assert.match(await metrics.text(), /\nkvit_unknown_total 1\n/);
  });

  it('leaves the other methods of the store as they are', async () => {
    const store = new Metrics().counted(memoryStore());
    const made = sampleAttempt();
    await store.insert(made);
    assert.deepEqual(await store.byUuid(made.uuid), made);
  });
});

describe('Metrics.timed', () => {
  const CALLS = [
    ['POST', '/v2/payments', 'create'],
    ['GET', '/v2/payments', 'list'],
    ['GET', '/v2/payments/7', 'payment'],
    ['GET', '/v2/payments/7/receipt', 'receipt'],
    ['PUT', '/v2/payments/7/hold', 'hold'],
    ['DELETE', '/v2/payments/7/hold', 'hold'],
    ['PUT', '/v2/payments/7/refund', 'refund'],
    ['GET', '/v2/subscribes', 'other'],
  ] as const;

  it('labels each call by its kind and status', async () => {
    for (const [method, path, call] of CALLS) {
      const metrics = new Metrics();
      const timed = metrics.timed(async () => new Response(null, { status: 201 }));
      const answer = await timed(`https://gateway.test/api${path}`, { method });
      assert.equal(answer.status, 201);
      assert.deepEqual(await valuesOf(metrics, 'kvit_gateway_seconds_count'), {
        [`{call="${call}",status="201"}`]: 1,
      });
    }
  });

  it('counts a call without an answer as status 0, and rethrows its error', async () => {
    const metrics = new Metrics();
    const timed = metrics.timed(() => Promise.reject(new TypeError('reset')));
    await assert.rejects(timed('https://gateway.test/api/v2/payments', {}), /reset/);
    assert.deepEqual(await valuesOf(metrics, 'kvit_gateway_seconds_count'), {
      '{call="list",status="0"}': 1,
    });
  });
});

describe('Metrics', () => {
  it('records requests in seconds, and counts callbacks and alerts', async () => {
    const metrics = new Metrics();
    metrics.request('payments', 201, 1500);
    metrics.request('callback', 200, 5);
    metrics.alert('refund_due');
    assert.deepEqual(await valuesOf(metrics, 'kvit_request_seconds_sum'), {
      '{route="payments",status="201"}': 1.5,
      '{route="callback",status="200"}': 0.005,
    });
    assert.deepEqual(await valuesOf(metrics, 'kvit_callbacks_total'), { '{status="200"}': 1 });
    assert.deepEqual(await valuesOf(metrics, 'kvit_alerts_total'), { '{kind="refund_due"}': 1 });
  });
});
