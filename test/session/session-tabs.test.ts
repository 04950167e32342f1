import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LockMode } from '../simulation/world/tab-locks.ts';
import { settle } from './fake-clock.ts';
import { FakeTabs, FakeWorld } from './fake-world.ts';
import { Scene } from './scene.ts';
import { payment, receipts, refusal } from './scripted-signer.ts';

const MINUTE = 60_000;

interface Browser {
  readonly tabs: FakeTabs;
  readonly scenes: readonly [Scene, ...Scene[]];
  /** how often each tab has asked about the payment */
  readonly asked: () => number[];
  readonly names: () => string[];
}

/** So many tabs that watch one payment, each of which has just asked about it. */
async function watching(count: number, locks: LockMode = 'fair', status: unknown = 1): Promise<Browser> {
  const tabs = new FakeTabs(locks);
  const first = new Scene({ world: new FakeWorld({ tabs }), leaves: false });
  first.signer.pays(payment(status));
  await (await first.start()).pay();
  const scenes: [Scene, ...Scene[]] = [first];
  const { clock, disk } = first.world;
  for (let n = 1; n < count; n += 1) {
    const scene = new Scene({ world: new FakeWorld({ clock, disk, tabs, name: `tab-${n}`, seed: n + 1 }) });
    scene.signer.pays(payment(status));
    scenes.push(await scene.start());
  }
  return {
    tabs,
    scenes,
    asked: () => scenes.map(({ signer }) => signer.count('getPayment')),
    names: () => scenes.map(({ name }) => name),
  };
}

describe('Five tabs that watch one payment', () => {
  it('ask once each, and then one tab asks for all', async () => {
    const { scenes, asked } = await watching(5);
    await scenes[0].pass(MINUTE - 1);
    const [first = 0, ...others] = asked();
    assert.ok(first >= 6, `${first} asks`);
    assert.deepEqual(others, [1, 1, 1, 1]);
  });

  it('each ask for themselves without locks', async () => {
    const { scenes, asked } = await watching(5, 'none');
    await scenes[0].pass(MINUTE - 1);
    assert.ok(asked().every((count) => count >= 6));
  });

  it('all show the end as soon as one does, with one more request each', async () => {
    const { tabs, scenes, asked, names } = await watching(5);
    await scenes[0].pass(10_000);
    for (const { signer } of scenes) signer.pays(payment(3)).receipts(refusal('not_found'));
    const [first = 0] = asked();
    await scenes[0].pass(30_000);
    assert.deepEqual(names(), Array(5).fill('paid'));
    assert.deepEqual(asked(), [first + 1, 2, 2, 2, 2]);
    // one for the page that was opened, one for the end: whoever was told tells nobody
    assert.equal(tabs.hints, 2);
  });

  it('all show the receipt as soon as one does', async () => {
    const { scenes, names } = await watching(5);
    const { clock } = scenes[0].world;
    for (const { signer } of scenes) signer.pays(payment(3)).receipts(refusal('not_found'));
    await scenes[0].pass(40_000);
    for (const { signer } of scenes) signer.receipts(receipts({ status: 'done' }));
    const counts = () => scenes.map(({ signer }) => signer.count('getReceipt'));
    for (const end = clock.time + MINUTE; names()[0] === 'paid' && clock.time < end;)
      await scenes[0].pass(100);
    const before = counts();
    await scenes[0].pass(1000);
    assert.deepEqual(names(), Array(5).fill('receipt'));
    assert.ok(counts().every((count, n) => count - (before[n] ?? 0) <= 1));
  });

  it('go on when the asking tab is closed, hidden or done', async () => {
    const { tabs, scenes, asked } = await watching(4);
    const [first, second, third] = scenes;
    await first.pass(10_000);
    first.session.stop();
    await first.pass(40_000);
    assert.ok((asked()[1] ?? 0) >= 2);
    assert.deepEqual(asked().slice(2), [1, 1]);
    if (second) second.world.isAwake = false;
    tabs.locks.reassign();
    await first.pass(MINUTE);
    assert.ok((asked()[2] ?? 0) >= 3);
    third?.session.reset();
    await first.pass(MINUTE);
    assert.ok((asked()[3] ?? 0) >= 3);
  });

  it('each ask once a minute when the asking tab hangs, and stop in time', async () => {
    const { scenes, asked, names } = await watching(5, 'stuck');
    await scenes[0].pass(10 * MINUTE);
    assert.ok(
      asked().every((count) => count >= 9 && count <= 11),
      String(asked()),
    );
    await scenes[0].pass(7 * MINUTE);
    assert.deepEqual(names(), Array(5).fill('unresolved'));
  });

  it('each ask at once on a press or a focus, without the turn', async () => {
    const { scenes, asked } = await watching(3);
    const [first, second, third] = scenes;
    await first.pass(10_000);
    await second?.check();
    await third?.wake();
    assert.deepEqual(asked().slice(1), [2, 2]);
  });
});

describe('A hint', () => {
  it('makes a tab ask; the tab shows the answer and not the hint', async () => {
    const { scenes, asked } = await watching(2);
    const [, second] = scenes;
    await scenes[0].pass(5000);
    const shown = second?.shown.length;
    await second?.wake('hint');
    assert.equal(asked()[1], 2);
    assert.deepEqual([second?.name, second?.shown.length], ['checking', shown]);
  });

  it('repeated a hundred times stays within the plan and one request a second', async () => {
    const { scenes, asked } = await watching(2);
    const [, second] = scenes;
    for (let n = 0; n < 100; n += 1) {
      await second?.wake('hint');
      await second?.pass(100);
    }
    assert.ok((asked()[1] ?? 0) <= 12, String(asked()));
  });

  it('does not change a page that is being left', async () => {
    const scene = await (await new Scene().start()).pay();
    await scene.wake('hint');
    assert.equal(scene.name, 'redirecting');
  });

  it('makes a tab that shows a decline find the late payment', async () => {
    const { scenes, names } = await watching(2, 'fair', 4);
    assert.deepEqual(names(), ['failed', 'failed']);
    await scenes[0].pass(MINUTE);
    for (const { signer } of scenes) signer.pays(payment(3));
    await scenes[0].check();
    await settle();
    assert.deepEqual(names(), ['paid', 'paid']);
  });

  it('leads a tab to another tab’s payment without storage events', async () => {
    const { scenes } = await watching(1);
    const [first] = scenes;
    const { clock, disk, tabs } = first.world;
    const other = new Scene({ world: new FakeWorld({ clock, disk, tabs, name: 'other' }) });
    first.session.reset();
    await other.start();
    assert.equal(other.name, 'idle');
    first.signer.pays(payment(0));
    await first.pay();
    assert.equal(other.session.current?.id, first.session.current?.id);
  });

  it('reaches no tab when no other is open', async () => {
    const { tabs, scenes } = await watching(1);
    scenes[0].session.stop();
    const before = tabs.hints;
    await scenes[0].pass(20 * MINUTE);
    assert.equal(tabs.hints, before);
  });
});
