import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KvitError } from '../../src/domain/errors/kvit-error.ts';
import { settle } from './fake-clock.ts';
import { FakeWorld } from './fake-world.ts';
import { claimOf, PAGE, Scene } from './scene.ts';
import { created, Later, payment, refusal } from './scripted-signer.ts';

const errorOf = ({ state }: Scene): KvitError => {
  assert.equal(state.name, 'error');
  return state.name === 'error' ? state.error : new KvitError('refused', '');
};

const TRUE_ORDER = { ...claimOf('order-1', '90.00'), currency: 'rub' };

describe('A press', () => {
  it('leads to the payment page', async () => {
    const scene = await (await new Scene().start()).pay();
    assert.deepEqual(scene.shown, ['submitting', 'redirecting']);
    assert.deepEqual(scene.left, [PAGE]);
    assert.equal(scene.signer.count('getPayment'), 0);
  });

  it('is stored before its request is sent', async () => {
    const scene = new Scene();
    scene.signer.creates(() => {
      const stored = [...scene.world.disk.entries.values()].join('');
      assert.match(stored, /"key":"tab-key-1","answered":false/);
      return created();
    });
    await scene.pay();
    assert.equal(scene.name, 'redirecting');
  });

  it('counts once when it is repeated in one tick', async () => {
    const scene = await new Scene().start();
    await Promise.all([scene.session.pay(claimOf()), scene.session.pay(claimOf()), scene.session.payAgain()]);
    assert.equal(scene.signer.count('createPayment'), 1);
    assert.equal(scene.left.length, 1);
  });

  it('opens another tab, and this one polls', async () => {
    const scene = new Scene({ leaves: false });
    scene.signer.pays(payment(0), payment(1), payment(3));
    await (await scene.start()).pay();
    assert.equal(scene.name, 'away');
    await scene.pass(10_000);
    assert.deepEqual(scene.shown, ['submitting', 'redirecting', 'away', 'checking', 'paid']);
  });

  it('sends the claim as it is', async () => {
    const scene = new Scene();
    let sent: unknown;
    scene.signer.createPayment = (claim) => {
      sent = claim;
      return Promise.resolve(created());
    };
    await scene.pay();
    assert.deepEqual(sent, claimOf());
  });

  for (const hostile of [
    'https://pay.test@evil.com/',
    'https://pay.test.evil.com/',
    'https://xpay.test/',
    '//pay.test/',
    'http://pay.test/',
    'java\tscript:alert(1)',
    'data:text/html,x',
    '',
  ]) {
    it(`refuses another address: ${JSON.stringify(hostile)}`, async () => {
      const scene = new Scene();
      scene.signer.creates(created('p1', hostile));
      await (await scene.start()).pay();
      assert.equal(errorOf(scene).code, 'pay_host_forbidden');
      assert.deepEqual(scene.left, []);
      scene.session.proceed();
      assert.equal(scene.session.canProceed, false);
      assert.deepEqual(scene.left, []);
    });
  }

  it('times out when the signer never answers, and can be repeated', async () => {
    const scene = new Scene();
    scene.signer.creates(new Later().answer, created());
    await (await scene.start()).pay();
    await scene.pass(24_999);
    assert.equal(scene.name, 'submitting');
    await scene.pass(1);
    assert.equal(errorOf(scene).code, 'network');
    assert.equal(scene.signer.calls[0]?.signal.aborted, true);
    await scene.pay();
    assert.deepEqual(scene.left, [PAGE]);
  });
});

describe('The Idempotency-Key', () => {
  const offline = new TypeError('Failed to fetch');

  it('is repeated after a lost answer, so that the first payment is found', async () => {
    const scene = new Scene();
    scene.signer.creates(offline, { broken: true }, created());
    await scene.start();
    for (let press = 0; press < 3; press += 1) await scene.pay();
    assert.deepEqual(scene.signer.keys, ['tab-key-1', 'tab-key-1', 'tab-key-1']);
    assert.deepEqual(scene.left, [PAGE]);
  });

  it('survives a reload between the request and its answer', async () => {
    const scene = new Scene();
    scene.signer.creates(new Later().answer, created());
    await (await scene.start()).pay();
    const again = await scene.reload();
    assert.equal(again.name, 'idle');
    await again.pay();
    assert.deepEqual(scene.signer.keys, ['tab-key-1', 'tab-key-1']);
  });

  it('is repeated with the same claim, also when a box was ticked again', async () => {
    const scene = new Scene();
    const sent: unknown[] = [];
    scene.signer.createPayment = (claim) => {
      sent.push(JSON.stringify(claim));
      return sent.length < 2 ? Promise.reject(offline) : Promise.resolve(created());
    };
    await scene.start();
    for (const at of ['2026-11-21T09:00:00.000Z', '2026-11-21T09:01:00.000Z']) {
      await scene.pay({ ...claimOf(), consents: [{ kind: 'personal_data', text: 'Согласен', at }] });
    }
    assert.equal(sent.length, 2);
    assert.equal(sent[0], sent[1]);
    assert.match(String(sent[0]), /09:00:00/);
    assert.deepEqual(scene.left, [PAGE]);
  });

  it('is new for another cart', async () => {
    const scene = new Scene();
    scene.signer.creates(offline, created());
    await (await scene.start()).pay();
    await scene.pay(claimOf('order-1', '84.00'));
    assert.equal(new Set(scene.signer.keys).size, 2);
  });

  for (const code of ['refused', 'gateway_refused', 'gateway_unknown', 'in_progress', 'bad_order']) {
    it(`is new after a definite answer: ${code}`, async () => {
      const scene = new Scene();
      scene.signer.creates(refusal(code), created());
      await (await scene.start()).pay();
      assert.equal(errorOf(scene).code, code);
      await scene.pay();
      assert.equal(new Set(scene.signer.keys).size, 2);
      assert.deepEqual(scene.left, [PAGE]);
    });
  }

  it('is repeated without storage too', async () => {
    const world = new FakeWorld();
    world.storageMode = 'blocked';
    const scene = new Scene({ world });
    scene.signer.creates(offline, created());
    await (await scene.start()).pay();
    await scene.pay();
    assert.equal(new Set(scene.signer.keys).size, 1);
    assert.deepEqual(scene.left, [PAGE]);
  });

  it('is not taken from a poisoned record', async () => {
    const scene = new Scene();
    scene.signer.creates(offline, created());
    await (await scene.start()).pay();
    const [[name = '', text = ''] = []] = scene.world.disk.entries;
    scene.world.disk.setItem(name, text.replace('tab-key-1', String.raw`a\nb`));
    const again = await scene.reload();
    await again.pay();
    assert.equal(scene.signer.keys[1], 'reloaded-key-1');
  });
});

describe('A signer that creates no payment page', () => {
  it('shows the true order and creates nothing', async () => {
    const scene = new Scene();
    scene.signer.creates(refusal('price_changed', { order: TRUE_ORDER }), created());
    await (await scene.start()).pay();
    assert.equal(scene.name, 'idle');
    assert.equal(scene.orders[0]?.amount, '90.00');
    assert.deepEqual(scene.left, []);
    await scene.pay(claimOf('order-1', '90.00'));
    assert.equal(new Set(scene.signer.keys).size, 2);
    assert.deepEqual(scene.left, [PAGE]);
  });

  it('answers already_paid, and the payment is checked', async () => {
    const scene = new Scene();
    scene.signer.creates(refusal('already_paid', { id: 'p0' })).pays(payment(3));
    await (await scene.start()).pay();
    assert.deepEqual(scene.shown, ['submitting', 'checking', 'paid']);
    assert.equal(scene.signer.count('getPayment', 'p0'), 1);
    assert.deepEqual(scene.left, []);
  });

  it('offers no page of an order that is already paid', async () => {
    const scene = new Scene({ leaves: false });
    scene.signer.creates(created(), refusal('already_paid', { id: 'p0' })).pays(payment(0));
    await (await scene.start()).pay();
    scene.signer.pays(payment(1));
    await scene.pay();
    assert.equal(scene.name, 'checking');
    assert.equal(scene.session.canProceed, false);
  });

  it('gives an id that no header can carry: the buyer is not sent to pay', async () => {
    const scene = new Scene();
    scene.signer.creates(created('заказ 1', PAGE));
    await (await scene.start()).pay();
    assert.equal(errorOf(scene).code, 'bad_answer');
    assert.deepEqual(scene.left, []);
  });

  it('refuses a new press: the earlier payment is still stored', async () => {
    const scene = new Scene({ leaves: false });
    scene.signer.creates(created(), refusal('refused')).pays(payment(2));
    await (await scene.start()).pay();
    assert.equal(scene.name, 'cancelled');
    await scene.pay();
    assert.equal(scene.name, 'error');
    assert.equal(scene.session.current?.id, 'p1');
    scene.signer.pays(payment(3));
    await scene.check();
    await scene.pass(1000);
    assert.equal(scene.name, 'paid');
  });
});

describe('A listener that acts during a press', () => {
  for (const [at, creates, left] of [
    ['submitting', 0, 0],
    ['redirecting', 1, 0],
  ] as const) {
    it(`removes the element at ${at}: the session stops`, async () => {
      const scene = new Scene({
        leaves: false,
        onChange: (session, { name }) => void (name === at && session.stop()),
      });
      await (await scene.start()).pay();
      await scene.pass(60_000);
      assert.deepEqual([scene.signer.count('createPayment'), scene.left.length], [creates, left]);
      assert.equal(scene.signer.count('getPayment'), 0);
      assert.equal(scene.world.clock.sleeping, 0);
    });
  }

  it('resets at submitting: no request is sent', async () => {
    const scene = new Scene({
      onChange: (session, { name }) => void (name === 'submitting' && session.reset()),
    });
    await (await scene.start()).pay();
    assert.deepEqual([scene.name, scene.signer.calls.length, scene.left.length], ['idle', 0, 0]);
  });

  it('stops in the tick of the press: the call is aborted and its answer dropped', async () => {
    const scene = await new Scene().start();
    void scene.session.pay(claimOf());
    scene.session.stop();
    await settle();
    assert.ok(scene.signer.calls.every(({ signal }) => signal.aborted));
    assert.deepEqual([scene.name, scene.left.length, scene.world.clock.sleeping], ['idle', 0, 0]);
  });

  it('checks the older payment during a press: the press goes on', async () => {
    const scene = new Scene({ leaves: false });
    const answer = new Later();
    scene.signer.creates(created(), answer.answer).pays(payment(4));
    await (await scene.start()).pay();
    await scene.pay();
    scene.signer.pays(payment(3));
    await scene.check();
    assert.equal(scene.name, 'submitting');
    answer.resolve(created('p2'));
    await scene.pass(1000);
    assert.equal(scene.session.current?.id, 'p2');
  });

  it('reports a fault of the page: it does not hide a payment under way', async () => {
    const scene = new Scene();
    scene.signer.creates(new Later().answer);
    await (await scene.start()).pay();
    scene.session.fail(new KvitError('bad_order', 'a wrong line'));
    assert.equal(scene.name, 'submitting');
  });
});
