import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLAIM, openShop, type Shop } from '../shop.ts';
import { html, type Call } from '../test-gateway.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SWEEP_MS = 20_000;

/** Lets time pass with a sweep every twenty seconds, as in `kvit serve`. */
async function sweepFor(shop: Shop, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += SWEEP_MS) {
    shop.clock.advance(SWEEP_MS);
    await shop.signer.reconcile();
  }
}

const isCreate = ({ method }: Call): boolean => method === 'POST';

/** Creates whose answers are lost although the gateway took them, one every three minutes during an outage of an hour. */
async function loseForAnHour(shop: Shop): Promise<void> {
  shop.gateway.intercept = (call, proceed) => {
    if (isCreate(call)) proceed();
    return html(503);
  };
  for (let lost = 0; lost < 20; lost += 1) {
    await shop.post({ ...CLAIM, uuid: `lost-${lost}` });
    await sweepFor(shop, HOUR / 20);
  }
}

async function states(shop: Shop): Promise<Set<string | undefined>> {
  const all = Array.from({ length: 20 }, (_, lost) => shop.store.byUuid(`lost-${lost}`));
  return new Set((await Promise.all(all)).map((attempt) => attempt?.state));
}

describe('a gateway after an outage of an hour', () => {
  it('is asked about every lost create within a minute of its return', async () => {
    const shop = openShop();
    await loseForAnHour(shop);
    assert.deepEqual(await states(shop), new Set(['UNKNOWN']));
    shop.gateway.intercept = (_, proceed) => proceed();
    await sweepFor(shop, MINUTE);
    assert.deepEqual(await states(shop), new Set(['ORPHANED']));
  });

  it('is asked again within a minute when it lists payments but does not answer about one', async () => {
    const shop = openShop();
    await loseForAnHour(shop);
    shop.gateway.intercept = (call, proceed) => (call.path === '/v2/payments' ? proceed() : html(503));
    await sweepFor(shop, 10 * MINUTE);
    assert.deepEqual(await states(shop), new Set(['UNKNOWN']));
    shop.gateway.intercept = (_, proceed) => proceed();
    // three silences end a run, so all attempts need several runs
    await sweepFor(shop, MINUTE);
    assert.deepEqual(await states(shop), new Set(['ORPHANED']));
  });
});

describe('a slow gateway', () => {
  /** Many open payments that are due, and one lost create after them. */
  async function slowShop() {
    const shop = openShop({ limits: false });
    for (let index = 0; index < 150; index += 1) await shop.open({ ...CLAIM, uuid: `open-${index}` });
    shop.clock.advance(HOUR);
    shop.gateway.intercept = (_, proceed) => (proceed(), html(500));
    await shop.post({ ...CLAIM, uuid: 'lost' });
    shop.clock.advance(MINUTE);
    shop.gateway.intercept = (_, proceed) => {
      shop.clock.advance(4_000);
      return proceed();
    };
    return shop;
  }

  it('is asked about lost creates before open payments', async () => {
    const shop = await slowShop();
    assert.equal((await shop.signer.reconcile()).found, 1);
  });

  it('does not hold up a run for minutes: the next run does the rest', async () => {
    const shop = await slowShop();
    const began = shop.clock.now();
    const { checked } = await shop.signer.reconcile();
    assert.ok(shop.clock.now() - began <= 40_000, `${shop.clock.now() - began} ms`);
    let all = checked;
    for (let runs = 0; runs < 30; runs += 1) all += (await shop.signer.reconcile()).checked;
    assert.equal(all >= 151, true, `${all} checked`);
  });

  it('does not hold up a run whose signal aborts', async () => {
    const shop = await slowShop();
    const stopping = new AbortController();
    shop.gateway.intercept = (_, proceed) => (stopping.abort(), proceed());
    const { checked } = await shop.signer.reconcile({ signal: stopping.signal });
    assert.equal(checked, 1);
  });
});

describe('a gateway with many payments', () => {
  it('lists them all in one answer, and a lost create is found among them', async () => {
    const shop = openShop();
    shop.gateway.intercept = (_, proceed) => (proceed(), html(500));
    await shop.post();
    const lost = shop.gateway.payments.get(1000);
    assert.ok(lost);
    for (let id = 1; id <= 900; id += 1)
      shop.gateway.payments.set(id, { ...lost, id, uuid: `other-${id}`, description: 'Заказ '.repeat(200) });
    shop.gateway.intercept = (_, proceed) => proceed();
    shop.clock.advance(MINUTE);
    assert.equal((await shop.signer.reconcile()).found, 1);
  });
});
