import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PaymentStorage } from '../../src/session/storage/payment-storage.ts';
import { FakeWorld } from './fake-world.ts';
import { claimOf, PAGE, Scene } from './scene.ts';
import { created, Later, payment, refusal } from './scripted-signer.ts';

const MINUTE = 60_000;
const paid = payment(3);
const offline = new TypeError('Failed to fetch');

/** A buyer who was sent to the payment page and whose shop page is still there. */
const gone = async (options: ConstructorParameters<typeof Scene>[0] = {}) =>
  (await new Scene(options).start()).pay();

describe('A buyer who comes back', () => {
  for (const [status, state] of [
    [0, 'away'],
    [1, 'checking'],
    [2, 'cancelled'],
    [3, 'paid'],
    [4, 'failed'],
    [5, 'held'],
    [6, 'held'],
    [99, 'checking'],
  ] as const) {
    it(`on a new page sees the state: ${status} is ${state}`, async () => {
      const scene = await gone();
      scene.signer.pays(payment(status));
      assert.equal((await scene.reload()).name, state);
    });
  }

  it('on a return page without an order sees the latest payment', async () => {
    const scene = await gone();
    scene.signer.pays(paid);
    const page = await scene.reload(null);
    assert.deepEqual([page.name, page.session.current?.uuid], ['paid', 'order-1']);
  });

  it('sees no payment when none was made', async () => {
    const scene = await new Scene().start(null);
    await scene.check();
    await scene.wake('storage');
    await scene.pass(MINUTE);
    assert.deepEqual([scene.name, scene.signer.calls.length], ['idle', 0]);
  });

  it('sees the cart when the signer knows no such payment, and may pay', async () => {
    const scene = await gone();
    scene.signer.pays(refusal('not_found'));
    const page = await scene.reload();
    assert.deepEqual([page.name, page.session.current, page.world.disk.length], ['idle', null, 0]);
    await page.pay();
    assert.equal(page.name, 'redirecting');
  });

  it('pays again without a cart of the page', async () => {
    const scene = await gone();
    scene.signer.pays(payment(4)).creates(created('p2'));
    const page = await scene.reload(null);
    await page.session.payAgain();
    assert.deepEqual(page.left, ['https://pay.test/p2']);
  });

  it('can go to the open page only if the stored address is still allowed', async () => {
    const scene = await gone();
    const page = await scene.reload();
    page.session.proceed();
    assert.deepEqual(page.left, [PAGE]);
    const [[name = '', text = ''] = []] = page.world.disk.entries;
    page.world.disk.setItem(name, text.replaceAll('https://pay.test/', 'https://evil.test/'));
    const poisoned = await page.reload();
    poisoned.session.proceed();
    assert.deepEqual([poisoned.session.canProceed, poisoned.left], [false, []]);
  });
});

describe('Back', () => {
  it('from the payment page enables the button and checks the payment', async () => {
    const scene = await gone();
    await scene.wake('back');
    assert.deepEqual([scene.name, scene.signer.count('getPayment')], ['away', 1]);
    await scene.pay();
    assert.equal(scene.left.length, 2);
  });

  it('during a press ends the press and drops its late answer', async () => {
    const scene = new Scene();
    const answer = new Later();
    scene.signer.creates(answer.answer, created());
    await (await scene.start()).pay();
    await scene.wake('back');
    assert.equal(scene.name, 'idle');
    answer.resolve(created());
    await scene.pass(1000);
    assert.deepEqual([scene.name, scene.left.length], ['idle', 0]);
    await scene.pay();
    assert.deepEqual(scene.signer.keys, ['tab-key-1', 'tab-key-1']);
  });

  it('a focus alone does not end a press', async () => {
    const scene = new Scene();
    scene.signer.creates(new Later().answer);
    await (await scene.start()).pay();
    await scene.wake('look');
    assert.equal(scene.name, 'submitting');
  });

  it('with several wakes at once makes one request', async () => {
    const scene = await gone();
    scene.signer.pays(payment(4));
    await scene.wake('back');
    assert.equal(scene.name, 'failed');
    await scene.pass(MINUTE);
    const count = scene.signer.count('getPayment');
    for (const wake of ['look', 'back', 'look'] as const) scene.world.wake(wake);
    await scene.pass(500);
    assert.equal(scene.signer.count('getPayment'), count + 1);
  });
});

describe('An element that is moved', () => {
  it('is started twice without effect', async () => {
    const scene = new Scene();
    const answer = new Later();
    scene.signer.creates(created('p1'), answer.answer).pays(payment(4));
    await (await scene.start()).pay();
    await scene.wake('back');
    await scene.pay();
    await scene.start();
    assert.deepEqual([scene.name, scene.world.listening], ['submitting', 1]);
    answer.resolve(created('p2'));
    await scene.pass(0);
    assert.deepEqual(scene.left.at(-1), 'https://pay.test/p2');
  });
});

describe('A second tab', () => {
  const twoTabs = async () => {
    const first = await new Scene().start();
    const { clock, disk } = first.world;
    const world = new FakeWorld({ clock, disk, name: 'other' });
    const second = await new Scene({ world, signer: first.signer }).start();
    return { first, second };
  };

  it('follows the payment that the first one began', async () => {
    const { first, second } = await twoTabs();
    await first.pay();
    await second.wake('storage');
    assert.deepEqual([second.name, second.session.current?.id], ['away', 'p1']);
    first.signer.pays(paid);
    await second.pass(MINUTE);
    assert.equal(second.name, 'paid');
  });

  it('presses with the same key while the first one waits', async () => {
    const { first, second } = await twoTabs();
    first.signer.creates(new Later().answer, created());
    await first.pay();
    await second.wake('storage');
    assert.equal(second.name, 'idle');
    await second.pay();
    assert.deepEqual(first.signer.keys, ['tab-key-1', 'tab-key-1']);
  });

  it('follows a newer attempt instead of an older failure', async () => {
    const { first, second } = await twoTabs();
    first.signer.pays(payment(4)).creates(created('p1'), created('p2'));
    await first.pay();
    await first.wake('back');
    await second.wake('storage');
    assert.equal(second.name, 'failed');
    await first.pay();
    first.signer.pays(paid);
    await second.wake('storage');
    await second.pass(1000);
    assert.deepEqual([second.name, second.session.current?.id], ['paid', 'p2']);
  });

  it('ignores other tabs during its own press, and keys of other scripts', async () => {
    const { first, second } = await twoTabs();
    await first.pay();
    const answer = new Later();
    first.signer.creates(answer.answer);
    await second.pay();
    await second.wake('storage');
    assert.equal(second.name, 'submitting');
    answer.resolve(created());
    await second.pass(0);
    assert.equal(second.name, 'redirecting');
  });

  it('does not follow another tab’s payment during its own press', async () => {
    const { first, second } = await twoTabs();
    const answer = new Later();
    first.signer.creates(answer.answer, created('p2'));
    await second.pay();
    await first.pass(1);
    await first.pay();
    await second.wake('storage');
    assert.deepEqual([second.name, second.session.current?.id], ['submitting', null]);
    answer.resolve(created('p1'));
    await second.pass(0);
    assert.deepEqual([second.name, second.left], ['redirecting', ['https://pay.test/p1']]);
  });

  it('that shows a paid payment does not follow a newer one', async () => {
    const { first, second } = await twoTabs();
    first.signer.pays(paid);
    await first.pay();
    await second.wake('storage');
    assert.equal(second.name, 'paid');
    const { current } = second.session;
    assert.ok(current);
    const storage = new PaymentStorage(second.world, 'https://shop.test/kvit');
    storage.write({ ...current, id: 'p2', at: current.at + 1 });
    await second.wake('storage');
    assert.deepEqual([second.name, second.session.current?.id], ['paid', 'p1']);
  });
});

describe('After stop', () => {
  it('an answer to the press changes nothing', async () => {
    const scene = new Scene();
    const answer = new Later();
    scene.signer.creates(answer.answer);
    await (await scene.start()).pay();
    scene.session.stop();
    const { shown } = scene;
    const before = [...shown];
    answer.resolve(created());
    await scene.pass(60 * MINUTE);
    assert.deepEqual([shown, scene.left, scene.world.clock.sleeping], [before, [], 0]);
    assert.equal(scene.world.listening, 0);
  });

  for (const [what, end] of [
    ['paid', (answer: Later) => answer.resolve(paid)],
    ['an error', (answer: Later) => answer.reject(offline)],
    ['a 404', (answer: Later) => answer.reject(refusal('not_found'))],
    ['a mismatch', (answer: Later) => answer.reject(refusal('payment_mismatch'))],
  ] as const) {
    it(`a late ${what} changes nothing`, async () => {
      const scene = await gone();
      const answer = new Later();
      scene.signer.pays(answer.answer);
      await scene.wake('back');
      scene.session.stop();
      end(answer);
      await scene.pass(60 * MINUTE);
      assert.deepEqual([scene.name, scene.signer.count('getPayment')], ['checking', 1]);
      assert.equal(scene.world.clock.sleeping, 0);
      assert.equal(scene.world.disk.length, 1);
    });
  }

  it('wakes are ignored', async () => {
    const scene = await gone();
    scene.session.stop();
    for (const wake of ['back', 'look', 'storage'] as const) await scene.wake(wake);
    assert.deepEqual([scene.name, scene.signer.count('getPayment')], ['redirecting', 0]);
  });

  it('start resumes the payment', async () => {
    const scene = await gone();
    scene.session.stop();
    scene.signer.pays(paid);
    await scene.start();
    assert.equal(scene.name, 'paid');
  });

  it('that a listener calls when polling begins, no request is sent', async () => {
    const scene = await gone({
      onChange: (session, { name }) => void (name === 'checking' && session.stop()),
    });
    await scene.wake('back');
    await scene.pass(60 * MINUTE);
    assert.deepEqual([scene.signer.count('getPayment'), scene.world.clock.sleeping], [0, 0]);
  });
});

describe('Attempt 2', () => {
  it('ignores a late answer about the payment of attempt 1', async () => {
    const scene = await gone({ leaves: false });
    const late = new Later();
    scene.signer.pays(late.answer, payment(1)).creates(created('p2'));
    await scene.pass(2000);
    assert.equal(scene.signer.count('getPayment', 'p1'), 2);
    await scene.pay();
    late.resolve(payment(4));
    await scene.pass(2000);
    assert.deepEqual([scene.name, scene.session.current?.id], ['checking', 'p2']);
    assert.equal(scene.shown.includes('failed'), false);
  });

  it('ignores a late answer to the press of attempt 1', async () => {
    const scene = new Scene();
    const late = new Later();
    scene.signer.creates(late.answer, created('p2'));
    await (await scene.start()).pay();
    await scene.wake('back');
    await scene.pay(claimOf('order-1', '84.00'));
    late.resolve(created('p1'));
    await scene.pass(0);
    assert.deepEqual(scene.left, ['https://pay.test/p2']);
    assert.equal(scene.session.current?.id, 'p2');
  });
});
