import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ScenarioScript } from '../../../src/sandbox/index.ts';
import { create, openShop, press, statusOf } from '../shop.ts';

describe('a fault of a callback', () => {
  const heard = async (script: ScenarioScript, after = 0) => {
    const { sandbox, received } = openShop({ scenario: script });
    const { id, page } = await create(sandbox);
    await press(sandbox, page, 'pay');
    sandbox.advance(after);
    await sandbox.settled();
    return { sandbox, id, received };
  };
  const truth = { id: 1, amount: 250.5, currency: 'RUB', uuid: 'order_1', payment_status: 'success' };

  for (const [fault, bodies] of [
    ['lost', []],
    ['doubled', [truth, truth]],
    ['forged-uuid', [{ ...truth, uuid: 'order_1-forged' }]],
    ['forged-amount', [{ ...truth, amount: 251.5 }]],
    ['forged-id', [{ ...truth, id: 1_000_001 }]],
    ['forged-word', [{ ...truth, payment_status: 'cancel' }]],
  ] as const) {
    test(`is ${fault}`, async () => {
      const { sandbox, id, received } = await heard({ callback: fault });
      assert.deepEqual(received, bodies);
      assert.equal(await statusOf(sandbox, id), 3, 'the payment is paid');
    });
  }

  test('late: sent after 10 s or the given time', async () => {
    assert.deepEqual((await heard({ callback: 'late' }, 9_999)).received, []);
    assert.deepEqual((await heard({ callback: 'late' }, 10_000)).received, [truth]);
    assert.deepEqual((await heard({ callback: { late: 70_000 } }, 69_999)).received, []);
    assert.deepEqual((await heard({ callback: { late: 70_000 } }, 70_000)).received, [truth]);
  });

  test('early: the API shows the status 2 s or the given time later', async () => {
    for (const [callback, ms] of [
      ['early', 2_000],
      [{ early: 500 }, 500],
    ] as const) {
      const { sandbox, id, received } = await heard({ callback }, ms - 1);
      assert.deepEqual(received, [truth]);
      assert.deepEqual([await statusOf(sandbox, id), sandbox.payments()[0]?.paidAt], [0, null]);
      sandbox.advance(1);
      assert.equal(await statusOf(sandbox, id), 3);
      await sandbox.settled();
      assert.equal(received.length, 1);
    }
  });

  test('forge: a callback about an unpaid payment', async () => {
    for (const [forge, lie] of [
      ['unpaid', truth],
      ['uuid', { ...truth, uuid: 'order_1-forged' }],
      ['amount', { ...truth, amount: 251.5 }],
      ['id', { ...truth, id: 1_000_001 }],
    ] as const) {
      const { sandbox, received } = openShop({ scenario: { forge: [forge] } });
      const { id } = await create(sandbox);
      await create(sandbox);
      sandbox.advance(999);
      await sandbox.settled();
      assert.deepEqual(received, [], 'not before a second has passed');
      sandbox.advance(1);
      await sandbox.settled();
      assert.deepEqual(received, [lie]);
      assert.equal(await statusOf(sandbox, id), 0);
    }
  });
});
