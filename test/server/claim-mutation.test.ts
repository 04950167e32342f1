import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dice } from './dice.ts';
import { CLAIM, openShop, type Json } from './shop.ts';

describe('100 000 mutated claims', () => {
  /** What a claim may be spoilt with. */
  const NUMBERS = [0, -0, 1e21, 0.1 + 0.2, -1, 3, 83.5, 83.499999999999, 2 ** 53 + 1, 250.5, 25050];
  const TEXTS = '3 3.000 83.50 0x10 1,5 ١٢ x 250.5 250.50 250.500 1e2 NaN rub RUB usd Month order-1'.split(
    ' ',
  );
  const SHAPES: unknown[] = ['', ' 250.50', null, true, {}, { toString: '83.5' }, [], [83.5]];
  const VALUES: readonly unknown[] = [...NUMBERS, ...TEXTS, ...SHAPES];

  function mutate(claim: Json, roll: (sides: number) => number): void {
    const items = claim['items'] as Json[];
    for (let changes = roll(3); changes >= 0; changes -= 1) {
      const target = roll(2) ? (items[roll(items.length)] ?? claim) : claim;
      const keys = [...Object.keys(target), 'sign', 'excise', 'price', 'amount', 'shopId', 'website_url'];
      const key = keys[roll(keys.length)] ?? '';
      if (roll(12) === 0) delete target[key];
      else if (roll(20) === 0) items.push(structuredClone(items[0] ?? {}));
      else target[key] = VALUES[roll(VALUES.length)];
      if (!Array.isArray(claim['items']) || claim['items'].length === 0) return;
    }
  }

  it('show the gateway the shop’s own amount and lines, or nothing', async () => {
    const roll = dice(20261121);
    const shop = openShop({ limits: false });
    const answers = new Map<number, number>();
    for (let index = 0; index < 100_000; index += 1) {
      const uuid = `order-${index}`;
      const claim: Json = structuredClone({ ...CLAIM, uuid });
      mutate(claim, roll);
      const { status } = await shop.post(claim);
      answers.set(status, (answers.get(status) ?? 0) + 1);
      assert.ok([201, 409, 422].includes(status), `${status} ${JSON.stringify(claim)}`);
      const sent = shop.gateway.calls.splice(0).filter(({ method }) => method === 'POST');
      for (const { text } of sent) {
        const { amount, items, currency, shopId } = JSON.parse(text) as Json;
        assert.deepEqual([amount, items, currency, shopId], ['250.50', CLAIM.items, 'rub', 5]);
      }
      // a uuid that was hit twice has its page already
      const made = status === 201 && !(claim['uuid'] !== uuid && sent.length === 0);
      assert.equal(sent.length, made ? 1 : 0, `${status} ${JSON.stringify(claim)}`);
    }
    for (const status of [201, 409, 422]) assert.ok((answers.get(status) ?? 0) > 1000, `${status} is tried`);
  });
});
