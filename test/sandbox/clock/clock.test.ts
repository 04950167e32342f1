import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AdjustableClock } from '../../../src/sandbox/clock/adjustable-clock.ts';
import { systemClock } from '../../../src/sandbox/clock/sandbox-clock.ts';
import {
  breathe,
  call,
  control,
  create,
  type Json,
  ManualClock,
  openShop,
  press,
  statusOf,
} from '../shop.ts';

describe('AdjustableClock', () => {
  const open = () => {
    const base = new ManualClock();
    const clock = new AdjustableClock(base);
    const seen: string[] = [];
    const start = clock.now();
    const note = (name: string) => () => void seen.push(`${name} ${clock.now() - start}`);
    return { base, clock, seen, start, note };
  };

  test('timers run in order, each at its own moment, those set by a timer too', () => {
    const { clock, seen, start, note } = open();
    clock.at(start + 300, note('c'));
    clock.at(start + 100, note('a'));
    clock.at(start + 100, () => {
      note('b')();
      clock.at(start + 200, note('between'));
      clock.at(start + 100, note('at once'));
    });
    clock.at(start + 1_001, note('too late'));
    assert.equal(clock.advance(1_000), 5);
    assert.deepEqual(seen, ['a 100', 'b 100', 'at once 100', 'between 200', 'c 300']);
    assert.deepEqual([clock.now() - start, clock.advanced, clock.next()], [1_000, 1_000, start + 1_001]);
  });

  test('the clock follows the given clock, and advanced time is not waited for again', async () => {
    const { base, clock, seen, start, note } = open();
    clock.at(start + 1_000, note('a'));
    clock.advance(600);
    await base.pass(399);
    assert.deepEqual(seen, []);
    await base.pass(1);
    assert.deepEqual(seen, ['a 1000']);
  });

  test('advance ends a sleep', async () => {
    const { clock, note, seen } = open();
    void clock.sleep(500, 'answer').then(note('awake'));
    clock.advance(500);
    await breathe();
    assert.deepEqual(seen, ['awake 500']);
  });
});

test('the system clock splits a wait that is too long for one timer', async (context) => {
  const delays: number[] = [];
  context.mock.method(globalThis, 'setTimeout', (wake: () => void, ms: number) => {
    delays.push(ms);
    queueMicrotask(wake);
  });
  await systemClock.sleep(2 ** 31 + 5, 'background');
  assert.deepEqual(delays, [2 ** 31 - 1, 6]);
});

describe('/_sandbox/clock', () => {
  test('shows the time and refuses a wrong advance', async () => {
    const { sandbox, clock } = openShop();
    const shown = {
      now: clock.now(),
      time: '2026-03-01T09:00:00.000Z',
      turned: 0,
      next: null,
      fired: 0,
    };
    assert.deepEqual(await control(sandbox, 'GET', '/clock'), { status: 200, body: shown });
    for (const advance of [-1, 0.5, '5', null, 10 * 366 * 86_400_000 + 1, NaN]) {
      assert.equal((await control(sandbox, 'POST', '/clock', { advance })).status, 422, String(advance));
    }
    assert.throws(() => sandbox.advance(-1), TypeError);
    assert.equal(sandbox.now(), clock.now());
  });

  test('advance brings receipts, late successes and the end of holds', async () => {
    const { sandbox, received } = openShop({ scenario: 'late-success' });
    const late = await create(sandbox);
    await press(sandbox, late.page, 'pay');
    const held = await create(sandbox, { holdTime: 5 });
    await press(sandbox, held.page, 'hold');
    const { body } = await control(sandbox, 'POST', '/clock', { advance: 6_000 });
    assert.deepEqual([body['turned'], body['fired'], body['next']], [6_000, 2, null]);
    assert.deepEqual([await statusOf(sandbox, late.id), await statusOf(sandbox, held.id)], [3, 2]);
    await sandbox.settled();
    assert.deepEqual(
      received.map((callback) => `${String(callback['id'])} ${String(callback['payment_status'])}`),
      ['1 cancel', '2 cancel', '1 success'],
    );
    sandbox.advance(2_000);
    const receipt = await call(sandbox, 'GET', `/v2/payments/${late.id}/receipt`);
    const [{ created_at: paidAt } = {}] = receipt.body['items'] as Json[];
    assert.equal(
      paidAt,
      '2026-03-01T09:00:06Z',
      'paid at the moment of its step, not at the end of the advance',
    );
  });

  test("advance does not count toward a callback's timeout", async () => {
    let answerShop = () => {};
    const { sandbox } = openShop({
      fetch: () => new Promise((resolve) => (answerShop = () => resolve(new Response()))),
    });
    await press(sandbox, (await create(sandbox)).page, 'pay');
    sandbox.advance(3_600_000);
    await breathe();
    answerShop();
    await sandbox.settled();
    assert.deepEqual(
      sandbox.callbacks.map(({ status, error }) => [status, error]),
      [[200, null]],
    );
  });
});
