import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLAIM, openShop } from '../shop.ts';
import type { Intercept } from '../test-gateway.ts';

const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [
  status,
  body['code'],
];
const onCreate =
  (answer: Intercept): Intercept =>
  (call, proceed) =>
    call.method === 'POST' ? answer(call, proceed) : proceed();

describe('Idempotency-Key', () => {
  const key = { 'Idempotency-Key': 'press-1' };

  it('repeats the answer for the same body', async () => {
    const shop = openShop();
    const first = await shop.post(CLAIM, key);
    assert.deepEqual((await shop.post(CLAIM, key)).body, first.body);
  });

  it('is refused for another body', async () => {
    const shop = openShop();
    await shop.post(CLAIM, key);
    const answer = await shop.post({ ...CLAIM, uuid: 'other' }, key);
    assert.equal(answer.status, 422);
    assert.deepEqual(answer.body['errors'], [
      { field: 'Idempotency-Key', message: 'was used for another request' },
    ]);
    assert.equal(shop.gateway.creates.length, 1);
  });

  it('is refused for another body when both come at once', async () => {
    const shop = openShop();
    const bodies = [CLAIM, { ...CLAIM, uuid: 'other' }, { ...CLAIM, uuid: 'third' }];
    const answers = await shop.clock.run(Promise.all(bodies.map((body) => shop.post(body, key))));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 422, 422]);
    assert.equal(shop.gateway.creates.length, 1);
  });

  it('is refused for another order when both come at once', async () => {
    const shop = openShop();
    const headers = { 'Idempotency-Key': 'press-1' };
    const answers = await Promise.all([
      shop.post(CLAIM, headers),
      shop.post({ ...CLAIM, uuid: 'other' }, headers),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 422],
    );
    assert.equal(shop.gateway.creates.length, 1);
  });

  it('repeats a refusal and an unknown outcome without asking the gateway again', async () => {
    for (const [status, expected] of [
      [401, 502],
      [500, 504],
    ] as const) {
      const shop = openShop();
      shop.gateway.intercept = onCreate(() => Response.json({}, { status }));
      assert.equal((await shop.post(CLAIM, key)).status, expected);
      assert.equal((await shop.post(CLAIM, key)).status, expected);
      assert.equal(shop.gateway.creates.length, 1);
      shop.gateway.intercept = (_, proceed) => proceed();
      assert.equal((await shop.post(CLAIM, { 'Idempotency-Key': 'press-2' })).status, 201);
      const replayed = await shop.post(CLAIM, key);
      assert.equal(replayed.status, 201, 'the order has one open page, whatever key asks for it');
      assert.equal(shop.gateway.creates.length, 2);
    }
  });

  it('repeats its own page after a cancellation; a new key gets a new page; then the old key gets none', async () => {
    const shop = openShop();
    const first = await shop.post(CLAIM, key);
    shop.gateway.setStatus(1000, 2);
    await shop.look(String(first.body['id']));
    assert.deepEqual((await shop.post(CLAIM, key)).body, first.body);
    const second = await shop.post(CLAIM, { 'Idempotency-Key': 'press-2' });
    assert.notEqual(second.body['id'], first.body['id']);
    shop.gateway.setStatus(1001, 4);
    await shop.look(String(second.body['id']));
    assert.deepEqual(codeOf(await shop.post(CLAIM, key)), [409, 'in_progress']);
    assert.equal(shop.gateway.creates.length, 2);
  });

  it('answers already_paid once the order is paid', async () => {
    const shop = openShop();
    const { body } = await shop.post(CLAIM, key);
    shop.gateway.setStatus(1000, 3);
    await shop.look(String(body['id']));
    assert.deepEqual(codeOf(await shop.post(CLAIM, key)), [409, 'already_paid']);
  });

  for (const bad of ['', 'a b', 'caf\u00e9', 'x'.repeat(256)]) {
    it(`must be visible ASCII, unlike ${JSON.stringify(bad.slice(0, 5))}`, async () => {
      const shop = openShop();
      assert.equal((await shop.post(CLAIM, { 'Idempotency-Key': bad })).status, 422);
      assert.equal(shop.gateway.calls.length, 0);
    });
  }
});
