import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HttpRefusal } from '../../src/signer-client/http-refusal.ts';
import { settle } from './fake-clock.ts';
import { Scene } from './scene.ts';
import { Later, payment, receipts, refusal } from './scripted-signer.ts';

const MINUTE = 60_000;
const offline = new TypeError('Failed to fetch');
const http = (status: number, body?: unknown, retryAfter?: number) =>
  new HttpRefusal(status, body, retryAfter);

/** A buyer who paid on the payment page and is back, with the signer answering as told. */
async function back(...answers: unknown[]): Promise<Scene> {
  const scene = await (await new Scene().start()).pay();
  scene.signer.pays(...answers);
  await scene.wake('back');
  return scene;
}

describe('A payment with an unknown outcome', () => {
  for (const [what, answer] of [
    ['offline', offline],
    ['a 500', http(500)],
    ['an HTML page', http(502, undefined)],
    ['a 401', http(401, { error: 'no', status: 401 })],
    ['a 429', http(429, undefined, 1000)],
    ['a captive portal', '<html>'],
    ['nothing', undefined],
    ['an unknown status', payment(7)],
    ['a status as text', payment('paid')],
    ['a signer’s strange code', refusal('gateway_unknown')],
    ['no answer at all', new Later().answer],
  ] as const) {
    it(`is checking, then unresolved, never failed: ${what}`, async () => {
      const scene = await back(answer);
      assert.equal(scene.name, 'checking');
      await scene.pass(17 * MINUTE);
      assert.deepEqual(scene.shown.slice(2), ['checking', 'unresolved']);
      assert.ok(scene.signer.count('getPayment') <= 50);
      const count = scene.signer.calls.length;
      await scene.pass(60 * MINUTE);
      assert.equal(scene.signer.calls.length, count);
      assert.equal(scene.world.clock.sleeping, 0);
    });
  }

  it('cannot be paid again while it is unresolved', async () => {
    const scene = await back(offline);
    await scene.pass(17 * MINUTE);
    await scene.pay();
    assert.deepEqual([scene.name, scene.signer.count('createPayment')], ['unresolved', 1]);
    scene.session.proceed();
    assert.equal(scene.left.length, 1);
  });

  it('is checked once on a press: paid', async () => {
    const scene = await back(offline);
    await scene.pass(17 * MINUTE);
    scene.signer.pays(payment(3));
    await scene.check();
    assert.deepEqual(scene.shown.slice(-2), ['checking', 'paid']);
  });

  it('is checked once on a press: still unknown', async () => {
    const scene = await back(offline);
    await scene.pass(17 * MINUTE);
    const count = scene.signer.count('getPayment');
    await scene.check();
    await scene.pass(MINUTE);
    assert.deepEqual([scene.name, scene.signer.count('getPayment')], ['unresolved', count + 1]);
  });

  it('is checked without a change of state when the page gets the focus', async () => {
    const scene = await back(offline);
    await scene.pass(17 * MINUTE);
    scene.signer.pays(payment(1), payment(3));
    await scene.wake();
    assert.equal(scene.shown.at(-1), 'unresolved');
    await scene.pass(MINUTE);
    await scene.wake();
    assert.equal(scene.name, 'paid');
  });

  it('is found as soon as the gateway knows', async () => {
    const scene = await back(offline, http(503), payment(0), payment(1), payment(3));
    await scene.pass(MINUTE);
    assert.deepEqual(scene.shown.slice(2), ['checking', 'away', 'checking', 'paid']);
  });

  it('is not checked before the Retry-After of a 503, also on a press', async () => {
    const scene = await back(http(503, undefined, 60_000), payment(3));
    for (let turn = 0; turn < 5; turn += 1) {
      await scene.pass(10_000);
      await scene.wake();
      await scene.check();
    }
    assert.equal(scene.signer.count('getPayment'), 1);
    await scene.pass(10_000);
    assert.equal(scene.name, 'paid');
  });

  it('is still checked after fifty quick presses', async () => {
    const scene = await back(payment(1));
    for (let press = 0; press < 60; press += 1) scene.session.check();
    await settle();
    assert.deepEqual([scene.name, scene.signer.count('getPayment')], ['checking', 1]);
  });

  it('is not checked while hidden, and at once when visible', async () => {
    const scene = await back(payment(1));
    scene.world.isAwake = false;
    await scene.wake();
    const count = scene.signer.count('getPayment');
    await scene.pass(40 * MINUTE);
    assert.deepEqual([scene.name, scene.signer.count('getPayment')], ['checking', count]);
    scene.world.isAwake = true;
    scene.signer.pays(payment(1), payment(3));
    await scene.wake();
    assert.equal(scene.name, 'checking');
    await scene.pass(3000);
    assert.equal(scene.name, 'paid');
  });
});

describe('An end that another end follows', () => {
  for (const [status, name] of [
    [4, 'failed'],
    [2, 'cancelled'],
  ] as const) {
    it(`${name}, then paid late`, async () => {
      const scene = await back(payment(status));
      assert.equal(scene.name, name);
      await scene.pass(MINUTE);
      scene.signer.pays(payment(3));
      await scene.wake();
      assert.deepEqual(scene.shown.slice(-2), [name, 'paid']);
    });

    it(`${name} is not taken back by “created”, by silence or by a 404`, async () => {
      const scene = await back(payment(status));
      scene.signer.pays(payment(0), payment(1), offline, refusal('not_found'), payment(3));
      for (let wake = 0; wake < 4; wake += 1) {
        await scene.pass(MINUTE);
        await scene.wake();
        assert.equal(scene.name, name);
      }
      assert.equal(scene.session.current?.id, 'p1');
      await scene.pass(MINUTE);
      await scene.wake();
      assert.equal(scene.name, 'paid');
    });
  }

  it('a hold becomes a payment', async () => {
    const scene = await back(payment(5), payment(5), payment(3));
    assert.equal(scene.name, 'held');
    await scene.pass(MINUTE);
    assert.deepEqual(scene.shown.slice(-2), ['held', 'paid']);
  });

  it('a hold is let go', async () => {
    const scene = await back(payment(6), payment(2));
    await scene.pass(MINUTE);
    assert.deepEqual(scene.shown.slice(-2), ['held', 'cancelled']);
  });

  it('a hold survives the plan’s end, a 404 and a check, and is checked on focus', async () => {
    const scene = await back(payment(5), refusal('not_found'), payment(0), payment(5));
    await scene.pass(20 * MINUTE);
    await scene.check();
    assert.deepEqual([scene.name, scene.session.current?.id], ['held', 'p1']);
    await scene.pass(40 * MINUTE);
    scene.signer.pays(payment(3));
    await scene.wake();
    // it may have been asked about this very moment
    await scene.pass(1000);
    assert.equal(scene.name, 'paid');
  });

  for (const [what, status, end] of [
    ['captured', 3, 'paid'],
    ['let go', 2, 'cancelled'],
  ] as const) {
    it(`a visible hold is checked once a minute until it is ${what}`, async () => {
      const scene = await back(payment(5));
      await scene.pass(60 * MINUTE);
      const count = scene.signer.count('getPayment');
      await scene.pass(60 * MINUTE);
      const asked = scene.signer.count('getPayment') - count;
      assert.ok(asked >= 59 && asked <= 60, `${asked}`);
      scene.signer.pays(payment(status));
      await scene.pass(MINUTE);
      assert.equal(scene.name, end);
    });
  }

  it('a hold with constant focus stays within the plan’s limit', async () => {
    const scene = await back(payment(5));
    for (let look = 0; look < 200; look += 1) {
      await scene.pass(2000);
      await scene.wake();
    }
    const count = scene.signer.count('getPayment');
    assert.ok(count <= 50, `${count}`);
    await scene.pass(20 * MINUTE);
    assert.ok(scene.signer.count('getPayment') > count);
    scene.signer.pays(payment(3));
    await scene.pass(MINUTE);
    assert.equal(scene.name, 'paid');
  });

  it('a hidden hold is not checked', async () => {
    const scene = await back(payment(5));
    await scene.pass(MINUTE);
    scene.world.isAwake = false;
    const count = scene.signer.count('getPayment');
    await scene.pass(300 * MINUTE);
    assert.equal(scene.signer.count('getPayment'), count);
  });

  it('a hold cannot be paid again', async () => {
    const scene = await back(payment(5));
    await scene.pay();
    assert.deepEqual([scene.name, scene.signer.count('createPayment')], ['held', 1]);
  });

  it('paid is final', async () => {
    const scene = await back(payment(3));
    scene.signer.pays(payment(4));
    for (const wake of ['look', 'back', 'storage'] as const) await scene.wake(wake);
    await scene.pay();
    await scene.pass(20 * MINUTE);
    assert.deepEqual([scene.name, scene.signer.count('createPayment')], ['paid', 1]);
    assert.equal(scene.signer.count('getPayment'), 1);
  });

  it('payment_mismatch is an error, before and after an end', async () => {
    const scene = await back(refusal('payment_mismatch'));
    assert.equal(scene.name, 'error');
    const late = await back(payment(4));
    late.signer.pays(refusal('payment_mismatch'));
    await late.pass(MINUTE);
    await late.wake();
    assert.equal(late.name, 'error');
  });
});

describe('The receipt', () => {
  const done = { status: 'done', fn_number: '9999078900001341' };

  it('appears after some time', async () => {
    const scene = await back(payment(3));
    scene.signer.receipts(refusal('not_found'), http(404), receipts({ status: 'wait' }), receipts(done));
    await scene.pass(MINUTE);
    assert.deepEqual(scene.state, { name: 'receipt', receipts: [done] });
    const count = scene.signer.count('getReceipt');
    await scene.pass(20 * MINUTE);
    assert.equal(scene.signer.count('getReceipt'), count);
  });

  it('may be followed by a second one, with one event a change', async () => {
    const scene = await back(payment(3));
    const half = receipts(done, { status: 'wait' });
    scene.signer.receipts(half, half, half, receipts(done, done));
    await scene.pass(2 * MINUTE);
    assert.deepEqual(scene.state, { name: 'receipt', receipts: [done, done] });
    assert.equal(scene.shown.filter((name) => name === 'receipt').length, 2);
  });

  it('is failed while the register has only errors, and may still be issued', async () => {
    const scene = await back(payment(3));
    const fault = { status: 'fail', error: ['Timeout'] };
    scene.signer.receipts(receipts(fault), receipts(fault), receipts({ ...fault, status: 'done' }));
    await scene.pass(3000);
    assert.deepEqual(scene.state, { name: 'paid', receipt: 'failed', receipts: [fault] });
    await scene.pass(MINUTE);
    assert.equal(scene.name, 'receipt');
    assert.equal(scene.shown.filter((name) => name === 'paid').length, 2);
  });

  it('is asked for within the plan’s limit when the register stays broken', async () => {
    const scene = await back(payment(3));
    scene.signer.receipts(receipts({ status: 'fail' }));
    await scene.pass(60 * MINUTE);
    assert.deepEqual(scene.state, { name: 'paid', receipt: 'failed', receipts: [{ status: 'fail' }] });
    assert.ok(scene.signer.count('getReceipt') <= 20);
    assert.equal(scene.world.clock.sleeping, 0);
  });

  it('may be late: paid stays paid, and a press asks again', async () => {
    const scene = await back(payment(3));
    scene.signer.receipts(http(500));
    await scene.pass(20 * MINUTE);
    assert.deepEqual(scene.state, { name: 'paid', receipt: 'late' });
    assert.ok(scene.signer.count('getReceipt') <= 20);
    scene.signer.receipts(receipts(done));
    await scene.check();
    assert.equal(scene.name, 'receipt');
  });

  it('never turns paid into another outcome, with any answer', async () => {
    const scene = await back(payment(3));
    scene.signer.receipts(offline, '<html>', { items: 1 }, refusal('payment_mismatch'), http(403), null);
    await scene.pass(2 * MINUTE);
    assert.deepEqual(scene.state, { name: 'paid', receipt: 'coming' });
  });

  it('is asked for again after an element was removed and put back', async () => {
    const scene = await back(payment(3));
    scene.signer.receipts(receipts(done, { status: 'wait' }));
    await scene.pass(5000);
    scene.session.stop();
    const count = scene.signer.count('getReceipt');
    await scene.pass(MINUTE);
    assert.equal(scene.signer.count('getReceipt'), count);
    scene.signer.receipts(receipts(done, done));
    await scene.start();
    assert.deepEqual(scene.state, { name: 'receipt', receipts: [done, done] });
  });

  it('is not asked for after stop, also when a listener stops at “paid”', async () => {
    const scene = new Scene({ onChange: (session, { name }) => void (name === 'paid' && session.stop()) });
    scene.signer.pays(payment(3));
    await (await scene.start()).pay();
    await scene.wake('back');
    await scene.pass(20 * MINUTE);
    assert.ok(scene.signer.count('getReceipt') <= 1);
    assert.deepEqual([scene.state, scene.world.clock.sleeping], [{ name: 'paid', receipt: 'coming' }, 0]);
  });
});

describe('Reset', () => {
  it('forgets the payment and ends every wait', async () => {
    const scene = await back(payment(1));
    scene.session.reset();
    const count = scene.signer.calls.length;
    await scene.pass(20 * MINUTE);
    assert.deepEqual([scene.name, scene.session.current, scene.world.disk.length], ['idle', null, 0]);
    assert.deepEqual([scene.signer.calls.length, scene.world.clock.sleeping], [count, 0]);
  });

  it('ends a press and drops its late answer', async () => {
    const scene = new Scene();
    const answer = new Later();
    scene.signer.creates(answer.answer);
    await (await scene.start()).pay();
    scene.session.reset();
    answer.resolve({ id: 'p1', paymentUrl: 'https://pay.test/p1' });
    await settle();
    assert.deepEqual([scene.name, scene.left, scene.world.disk.length], ['idle', [], 0]);
  });

  it('also leaves the receipt', async () => {
    const scene = await back(payment(3));
    scene.session.reset();
    assert.equal(scene.name, 'idle');
    await scene.pay();
    assert.equal(scene.name, 'redirecting');
  });
});
