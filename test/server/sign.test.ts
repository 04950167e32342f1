import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { sign } from '../../src/server/index.ts';

describe('sign', () => {
  it('agrees with the published vector', async () => {
    const signed = await sign('rub', '1000.50', 5, 'test_secret');
    assert.equal(signed, '468688abe248ad148a159bef710d6cd393c14b57');
  });

  it('agrees with another SHA-1, whatever letters the secret has', async () => {
    const oracle = createHash('sha1').update('rub0.0115ключ').digest('hex');
    assert.equal(await sign('rub', '0.01', 15, 'ключ'), oracle);
  });

  for (const amount of [
    '100',
    '1000.5',
    '1000.500',
    '01.00',
    '-1.00',
    '1,50',
    ' 1.50',
    '1.50\n',
    '1e2',
    '',
    '١.٠٠',
  ]) {
    it(`refuses the amount ${JSON.stringify(amount)}`, async () => {
      await assert.rejects(sign('rub', amount, 5, 'test_secret'), TypeError);
    });
  }

  for (const shopId of [0, -1, 1.5, Number.NaN, 2 ** 53, Infinity]) {
    it(`refuses the shop ${shopId}`, async () => {
      await assert.rejects(sign('rub', '1.00', shopId, 'test_secret'), TypeError);
    });
  }

  it('never quotes the secret', async () => {
    await assert.rejects(
      sign('rub', 'bad', 5, 'canary'),
      (error: Error) => !error.message.includes('canary'),
    );
    await assert.rejects(sign('rub', '1.00', 5, ''), TypeError);
  });
});
