import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Consent } from '../../../src/server/index.ts';
import { CLAIM, openShop, type Json } from '../shop.ts';

const OFFER: Consent = {
  kind: 'offer',
  text: 'Нажимая «Оплатить», я принимаю условия оферты',
  url: 'https://shop.test/offer',
  version: '2026-01',
};
const PERSONAL_DATA: Consent = {
  kind: 'personal_data',
  text: 'Я даю согласие на обработку персональных данных',
  url: null,
  at: '2026-11-21T08:59:30.250Z',
};
const CONSENTS = [OFFER, PERSONAL_DATA];
const AGREED = { ...CLAIM, consents: CONSENTS };
/** the start of the shop's clock */
const RECEIVED = { received_at: '2026-11-21T09:00:00.000Z' };
const KEPT = [
  { ...OFFER, ...RECEIVED },
  { ...PERSONAL_DATA, ...RECEIVED },
];

const kept = async ({ store }: ReturnType<typeof openShop>): Promise<unknown[]> =>
  (await store.ofOrder(CLAIM.uuid)).map(({ consents }) => consents && (JSON.parse(consents) as unknown));

describe('consents', () => {
  it('are kept with the attempt, word for word, with the signer’s own time', async () => {
    const shop = openShop();
    assert.equal((await shop.post(AGREED)).status, 201);
    assert.deepEqual(await kept(shop), [KEPT]);
  });

  it('get the time of the press, even if the price list is slow', async () => {
    const shop = openShop({
      order: async () => {
        shop.clock.advance(3_000);
        return CLAIM;
      },
    });
    await shop.post(AGREED);
    assert.deepEqual(await kept(shop), [KEPT]);
  });

  it('never reach the gateway', async () => {
    const shop = openShop();
    await shop.post(AGREED);
    const [create] = shop.gateway.creates;
    assert.equal('consents' in (JSON.parse(create?.text ?? '') as Json), false);
    assert.doesNotMatch(create?.text ?? '', /оферты|персональных/);
  });

  it('do not change the page: with other or no consents it is the same, and the first ones stay', async () => {
    const shop = openShop();
    const first = await shop.post(AGREED);
    for (const consents of [undefined, null, [], [{ ...OFFER, text: 'Иначе' }]]) {
      assert.equal((await shop.post({ ...CLAIM, consents })).text, first.text);
    }
    assert.equal(shop.gateway.creates.length, 1);
    assert.deepEqual(await kept(shop), [KEPT]);
  });

  it('belong to the press that made the page: a new page has its own', async () => {
    const shop = openShop();
    const handle = await shop.open(AGREED);
    shop.gateway.setStatus(1000, 2);
    await shop.look(handle);
    await shop.post({ ...CLAIM, consents: [OFFER] });
    const received_at = '2026-11-21T09:00:02.000Z';
    assert.deepEqual(await kept(shop), [KEPT, [{ ...OFFER, received_at }]]);
  });

  it('are part of the paid event', async () => {
    const shop = openShop();
    const handle = await shop.open(AGREED);
    shop.gateway.setStatus(1000, 3);
    await shop.look(handle);
    assert.deepEqual(
      shop.paid.map(({ consents }) => consents),
      [KEPT],
    );
  });

  for (const consents of [undefined, null, []]) {
    it(`may be missing: ${JSON.stringify(consents)}`, async () => {
      const shop = openShop();
      const handle = await shop.open({ ...CLAIM, consents });
      shop.gateway.setStatus(1000, 3);
      await shop.look(handle);
      assert.deepEqual(await kept(shop), [null]);
      assert.deepEqual(shop.paid[0]?.consents, []);
    });
  }

  it('may be as long as the contract says', async () => {
    const longest = { ...OFFER, text: 'я'.repeat(2000), url: 'x'.repeat(2048), version: 'x'.repeat(64) };
    const shop = openShop();
    assert.equal((await shop.post({ ...CLAIM, consents: [longest] })).status, 201);
    assert.equal(
      (await shop.post({ ...CLAIM, uuid: 'o2', consents: Array.from({ length: 10 }, () => OFFER) })).status,
      201,
    );
  });

  const bad: readonly [field: string, consents: unknown][] = [
    ['consents', 'yes'],
    ['consents', { 0: OFFER }],
    ['consents', Array.from({ length: 11 }, () => OFFER)],
    ['consents[0]', ['offer']],
    ['consents[0]', [null]],
    ['consents[0].kind', [{ text: 'x' }]],
    ['consents[1].kind', [OFFER, { ...OFFER, kind: 'marketing' }]],
    ['consents[0].text', [{ kind: 'offer' }]],
    ['consents[0].text', [{ ...OFFER, text: '' }]],
    ['consents[0].text', [{ ...OFFER, text: 'x'.repeat(2001) }]],
    ['consents[0].text', [{ ...OFFER, text: null }]],
    ['consents[0].url', [{ ...OFFER, url: 'x'.repeat(2049) }]],
    ['consents[0].url', [{ ...OFFER, url: 1 }]],
    ['consents[0].version', [{ ...OFFER, version: '' }]],
    ['consents[0].version', [{ ...OFFER, version: 'x'.repeat(65) }]],
    ['consents[0].version', [{ ...OFFER, version: 2 }]],
    ['consents[0].at', [{ ...OFFER, at: 1_795_251_600_000 }]],
    ['consents[0].at', [{ ...OFFER, at: '2026-11-21' }]],
    ['consents[0].at', [{ ...OFFER, at: '2026-11-21T09:00:00Z' }]],
    ['consents[0].at', [{ ...OFFER, at: '2026-11-21T12:00:00.000+03:00' }]],
    ['consents[0].at', [{ ...OFFER, at: '2026-02-30T09:00:00.000Z' }]],
    ['consents[0].at', [{ ...OFFER, at: '2026-13-01T09:00:00.000Z' }]],
    ['consents[0].received_at', [{ ...OFFER, ...RECEIVED }]],
  ];
  for (const [field, consents] of bad) {
    it(`are refused by the field’s name, ${field}: ${JSON.stringify(consents).slice(0, 60)}`, async () => {
      const shop = openShop();
      const { status, body } = await shop.post({ ...CLAIM, consents });
      assert.equal(status, 422);
      assert.deepEqual(
        (body['errors'] as { field: string }[]).map((error) => error.field),
        [field],
      );
      assert.equal(shop.gateway.calls.length, 0);
    });
  }

  it('make another request of a repeated key: its body is another', async () => {
    const shop = openShop();
    const key = { 'Idempotency-Key': 'k1' };
    const first = await shop.post(AGREED, key);
    assert.equal((await shop.post(AGREED, key)).text, first.text);
    assert.equal((await shop.post({ ...CLAIM, consents: [OFFER] }, key)).status, 422);
  });
});
