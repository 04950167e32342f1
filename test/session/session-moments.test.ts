import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settle } from './fake-clock.ts';
import { Scene } from './scene.ts';
import { created, Later, payment, receipts } from './scripted-signer.ts';

const MOMENTS = 40;

async function moments(count: number): Promise<void> {
  for (let moment = 0; moment < count; moment += 1) await Promise.resolve();
}

const seen = ({ session, shown, left, world }: Scene) =>
  JSON.stringify([session.state, session.current, shown, left, [...world.disk.entries]]);

/** Ends a session at every moment of an answer's way through it, and looks whether anything still happens. */
async function endAtEachMoment(begin: (answer: Later) => Promise<Scene>, body: unknown): Promise<void> {
  for (let moment = 0; moment < MOMENTS; moment += 1) {
    const answer = new Later();
    const scene = await begin(answer);
    answer.resolve(body);
    await moments(moment);
    scene.session.stop();
    const before = seen(scene);
    await settle();
    assert.equal(seen(scene), before, `moment ${moment}`);
    assert.equal(scene.world.clock.sleeping, 0);
  }
}

describe('After a stop at any moment the state does not change', () => {
  it('during the answer to a press', () =>
    endAtEachMoment(async (answer) => {
      const scene = new Scene();
      scene.signer.creates(answer.answer);
      return (await scene.start()).pay();
    }, created()));

  it('during the answer about a payment', () =>
    endAtEachMoment(async (answer) => {
      const scene = await (await new Scene().start()).pay();
      scene.signer.pays(answer.answer);
      await scene.wake('back');
      return scene;
    }, payment(3)));

  it('during the answer about a receipt', () =>
    endAtEachMoment(
      async (answer) => {
        const scene = await (await new Scene().start()).pay();
        scene.signer.pays(payment(3)).receipts(answer.answer);
        await scene.wake('back');
        return scene;
      },
      receipts({ status: 'done' }),
    ));
});

describe('A second press at any moment of the first answer', () => {
  it('never shows the payment of the first press', async () => {
    for (let moment = 0; moment < MOMENTS; moment += 1) {
      const late = new Later();
      const scene = await (await new Scene({ leaves: false }).start()).pay();
      scene.signer.pays(late.answer, payment(1)).creates(created('p2'));
      await scene.pass(2000);
      late.resolve(payment(4));
      await moments(moment);
      const { name } = scene;
      await scene.pay();
      await scene.pass(2000);
      assert.deepEqual([scene.name, scene.session.current?.id], ['checking', 'p2'], `${moment}: ${name}`);
    }
  });
});

describe('A slow answer', () => {
  it('is kept when “check” is pressed', async () => {
    const scene = await (await new Scene().start()).pay();
    const answer = new Later();
    scene.signer.pays(answer.answer);
    await scene.wake('back');
    await scene.check();
    await scene.check();
    answer.resolve(payment(3));
    await settle();
    assert.deepEqual([scene.name, scene.signer.count('getPayment')], ['paid', 1]);
  });

  it('with an end is kept when several wakes come together', async () => {
    const scene = await (await new Scene().start()).pay();
    const answer = new Later();
    scene.signer.pays(payment(4), answer.answer);
    await scene.wake('back');
    await scene.pass(60_000);
    for (let wake = 0; wake < 3; wake += 1) await scene.wake();
    answer.resolve(payment(3));
    await settle();
    assert.deepEqual([scene.name, scene.signer.count('getPayment')], ['paid', 2]);
  });
});
