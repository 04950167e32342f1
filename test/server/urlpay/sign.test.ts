import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { sign } from '../../../src/server/index.ts';

describe('sign', () => {
  it('matches the example of the API’s documentation', async () => {
    const signed = await sign('rub', '1000.50', 5, 'test_secret');
    assert.equal(signed, '468688abe248ad148a159bef710d6cd393c14b57');
  });

  it('matches the SHA-1 of node:crypto, also for a secret outside ASCII', async () => {
    const oracle = createHash('sha1').update('rub0.0115ключ').digest('hex');
    assert.equal(await sign('rub', '0.01', 15, 'ключ'), oracle);
  });

  const WRONG_CURRENCIES: readonly unknown[] = [
    '',
    'RUB',
    'ru',
    'rubs',
    ' rub',
    'rub\n',
    '643',
    'руб',
    null,
    undefined,
  ];
  for (const currency of WRONG_CURRENCIES) {
    it(`refuses the currency ${JSON.stringify(currency)}`, async () => {
      await assert.rejects(sign(currency as string, '1.00', 5, 'test_secret'), {
        name: 'TypeError',
        message: 'sign: currency must be three lower-case letters',
      });
    });
  }

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
      await assert.rejects(sign('rub', amount, 5, 'test_secret'), {
        name: 'TypeError',
        message: 'sign: amount must look like 1000.50',
      });
    });
  }

  for (const shopId of [0, -1, 1.5, Number.NaN, 2 ** 53, Infinity]) {
    it(`refuses the shop ${shopId}`, async () => {
      await assert.rejects(sign('rub', '1.00', shopId, 'test_secret'), {
        name: 'TypeError',
        message: 'sign: shopId must be a positive integer',
      });
    });
  }

  const WRONG_SECRETS: readonly unknown[] = ['', undefined, null, 5, {}];
  for (const secret of WRONG_SECRETS) {
    it(`refuses the secret ${JSON.stringify(secret)}`, async () => {
      await assert.rejects(sign('rub', '1.00', 5, secret as string), {
        name: 'TypeError',
        message: 'sign: secret is missing',
      });
    });
  }

  it('never quotes the secret', async () => {
    await assert.rejects(
      sign('rub', 'bad', 5, 'canary'),
      (error: Error) => !error.message.includes('canary'),
    );
  });
});
