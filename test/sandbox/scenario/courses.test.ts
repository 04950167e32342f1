import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { COURSES, type ScenarioScript, SCRIPTS } from '../../../src/sandbox/index.ts';
import { call, create, openShop, press, statusOf } from '../shop.ts';

describe('the course of a payment', () => {
  const follow = async (scenario: ScenarioScript, times: readonly number[]) => {
    const { sandbox, received } = openShop({ scenario });
    const { id, page } = await create(sandbox);
    await press(sandbox, page, 'pay');
    const seen: number[] = [];
    for (const ms of times) {
      sandbox.advance(ms);
      seen.push(await statusOf(sandbox, id));
    }
    await sandbox.settled();
    return { sandbox, seen, words: received.map((body) => body['payment_status']) };
  };

  test('late-success and late-success-cancelled: paid after 6 s', async () => {
    const after = await follow({ outcome: 'late-success-cancelled' }, [0, 5_999, 1]);
    assert.deepEqual(
      [after.seen, after.words],
      [
        [2, 2, 3],
        ['cancel', 'success'],
      ],
    );
    const refused = await follow({ outcome: 'late-success' }, [0, 5_999, 1]);
    assert.deepEqual(
      [refused.seen, refused.words],
      [
        [4, 4, 3],
        ['cancel', 'success'],
      ],
    );
  });

  test('regress: the API shows lower statuses while the payment stays paid', async () => {
    const { sandbox, seen, words } = await follow({ outcome: 'regress' }, [0, 2_000, 2_000]);
    assert.deepEqual([seen, words], [[3, 1, 0], ['success']]);
    const { body } = await call(sandbox, 'GET', '/v2/shops/5/balances');
    assert.match(JSON.stringify(body), /"balance":250\.5/);
    assert.equal((await call(sandbox, 'GET', '/v2/payments/1/receipt')).status, 200);
    sandbox.advance(2_000);
    assert.equal(await statusOf(sandbox, 1), 3);
  });

  test('unknown-status: shows 42 for 5 s', async () => {
    const { sandbox, seen, words } = await follow({ outcome: 'unknown-status' }, [0, 4_999, 1]);
    assert.deepEqual([seen, words], [[42, 42, 3], ['success']]);
    const page = await sandbox.fetch(new Request(sandbox.payments()[0]?.paymentUrl ?? ''));
    assert.match(await page.text(), /Оплачено/);
  });

  test('any steps', async () => {
    const steps = [
      { after: 100, status: 4 },
      { after: 200, status: 77, shownOnly: true },
      { after: 300, status: 3 },
    ];
    const { seen, words } = await follow({ outcome: { steps } }, [0, 100, 100, 100]);
    assert.deepEqual(
      [seen, words],
      [
        [0, 4, 77, 3],
        ['cancel', 'success'],
      ],
    );
  });

  test('every course except paid and held-6 belongs to a named scenario', () => {
    assert.deepEqual(
      COURSES.filter((course) => !Object.values(SCRIPTS).some((script) => script.outcome === course)),
      ['paid', 'held-6'],
    );
  });
});
