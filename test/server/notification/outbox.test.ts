import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSigner } from '../../../src/server/index.ts';
import { CLAIM, openShop } from '../shop.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const never = (): Promise<void> => new Promise(() => undefined);

describe('a merchant whose onPaid fails', () => {
  it('gets the event again after growing pauses, and an alert for few of the failures', async () => {
    let broken = true;
    let calls = 0;
    const shop = openShop({
      onPaid: () => {
        calls += 1;
        if (broken) throw new Error('the shop’s database is down');
      },
    });
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    await shop.look(handle);
    for (let passed = 0; passed < 24 * HOUR; passed += MINUTE) {
      shop.clock.advance(MINUTE);
      await shop.signer.reconcile();
    }
    const warned = shop.alerts.filter(({ kind }) => kind === 'delivery_failed').length;
    assert.ok(calls > 100 && calls < 200, `${calls} tries`);
    assert.ok(warned > 3 && warned < 12, `${warned} alerts`);
    broken = false;
    shop.clock.advance(10 * MINUTE);
    assert.equal((await shop.signer.reconcile()).delivered, 1);
  });

  it('holds up neither the buyer nor the sweep when the handler never finishes', async () => {
    const shop = openShop({ onPaid: never });
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    assert.equal(await shop.clock.run(shop.look(handle), SECOND), 3);
    shop.clock.advance(MINUTE);
    const summary = await shop.clock.run(shop.signer.reconcile(), SECOND);
    assert.deepEqual([summary.delivered, summary.failed], [0, 1]);
    assert.equal(shop.alerts[0]?.kind, 'delivery_failed');
    assert.equal(shop.clock.sleeping, 0);
  });

  it('does not get the event again when a slow handler finishes', async () => {
    let calls = 0;
    let finish = (): void => undefined;
    const shop = openShop({
      onPaid: () => {
        calls += 1;
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    });
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    await shop.clock.run(shop.look(handle), SECOND);
    finish();
    await shop.clock.run(shop.status(handle));
    shop.clock.advance(HOUR);
    await shop.signer.reconcile();
    assert.equal(calls, 1);
  });

  it('gets the event once from two signers that deliver at once', async () => {
    let broken = true;
    let calls = 0;
    const shop = openShop({
      onPaid: () => {
        if (broken) throw new Error('the shop’s database is down');
        calls += 1;
      },
    });
    const handle = await shop.open();
    shop.gateway.setStatus(1000, 3);
    await shop.look(handle);
    broken = false;
    shop.clock.advance(HOUR);
    const other = createSigner(shop.settings);
    const summaries = await Promise.all([shop.signer.reconcile(), other.reconcile()]);
    const delivered = summaries.map((summary) => summary.delivered).toSorted((one, two) => one - two);
    assert.deepEqual([calls, delivered], [1, [0, 1]]);
  });

  it('gets the rest from the next run when the clock jumps back during a delivery', async () => {
    let broken = true;
    const shop = openShop({
      onPaid: () => {
        if (broken) throw new Error('the shop’s database is down');
        shop.clock.advance(-HOUR);
      },
    });
    for (let id = 0; id < 3; id += 1) {
      const handle = await shop.open({ ...CLAIM, uuid: `o${id}` });
      shop.gateway.setStatus(1000 + id, 3);
      await shop.look(handle);
    }
    broken = false;
    shop.clock.advance(HOUR);
    assert.equal((await shop.signer.reconcile()).delivered, 1);
  });

  it('does not hold up a run once for every order', async () => {
    const shop = openShop({ onPaid: never, limits: false });
    for (let id = 0; id < 20; id += 1) {
      const handle = await shop.open({ ...CLAIM, uuid: `o${id}` });
      shop.gateway.setStatus(1000 + id, 3);
      await shop.clock.run(shop.look(handle), SECOND);
    }
    shop.clock.advance(HOUR);
    const began = shop.clock.now();
    await shop.clock.run(shop.signer.reconcile(), SECOND);
    assert.ok(shop.clock.now() - began <= MINUTE, `${shop.clock.now() - began} ms`);
  });
});

describe('a merchant whose onAlert never finishes', () => {
  it('holds up neither the buyer nor the sweep', async () => {
    const shop = openShop({ onAlert: never });
    const handle = await shop.open();
    shop.gateway.payments.clear();
    assert.equal(await shop.clock.run(shop.look(handle), SECOND), 0);
    shop.clock.advance(HOUR);
    assert.equal((await shop.clock.run(shop.signer.reconcile(), SECOND)).unreachable, 1);
    assert.equal(shop.clock.sleeping, 0);
  });
});
