import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createSandbox } from '../../../src/sandbox/index.ts';
import { createSigner, createUrlPay } from '../../../src/server/index.ts';

const account = { shopId: 5, secret: 'test_secret', apiKey: 'key' };
const order = () => null;

const MAKERS = {
  createSigner: (more: object) => createSigner({ ...account, order, ...more }),
  createUrlPay: (more: object) => createUrlPay({ ...account, ...more }),
  createSandbox: (more: object) => createSandbox({ ...account, ...more }),
};

describe('a misspelt option', () => {
  for (const [name, make] of Object.entries(MAKERS)) {
    test(`is refused by ${name}, which names it and quotes nothing`, () => {
      assert.doesNotThrow(() => make({}));
      assert.throws(() => make({ callbacksecret: 'hush-hush' }), {
        name: 'TypeError',
        message: `${name} has no option callbacksecret`,
      });
      assert.throws(() => make({ toString: 'x' }), { message: `${name} has no option toString` });
    });
  }
});

describe('a wrong option', () => {
  const WRONG: readonly [maker: keyof typeof MAKERS, options: object, message: string][] = [
    ['createSigner', { limits: { reed: false } }, 'createSigner has no option limits.reed'],
    ['createSigner', { limits: true }, 'limits must be {attempts, payments, reads}, or false'],
    [
      'createSigner',
      { limits: { reads: 5 } },
      'limits.reads must be {most, within} of positive numbers, or false',
    ],
    [
      'createSigner',
      { payHosts: ['pay.test', 'https://pay.test'] },
      'payHosts[1] is not a host like pay.example.com',
    ],
    ['createSigner', { origins: ['shop.test'] }, 'origins[0] is not an origin like https://shop.example'],
    [
      'createSigner',
      { gateway: 'https://user:hush@urlpay.io/api' },
      'gateway must be an https address (or http on this machine)',
    ],
    [
      'createSigner',
      { gateway: 'https://urlpay.io/api?x=1' },
      'gateway must be an https address (or http on this machine)',
    ],
    [
      'createSigner',
      { gateway: 'https://urlpay.io/api#x' },
      'gateway must be an https address (or http on this machine)',
    ],
    ['createSigner', { onPaid: 'hush' }, 'onPaid must be a function'],
    [
      'createUrlPay',
      { timeouts: { create: 0 } },
      'timeouts.create must be a positive number of milliseconds',
    ],
    ['createUrlPay', { timeouts: { reed: 1 } }, 'createUrlPay has no option timeouts.reed'],
    ['createUrlPay', { readTries: 11 }, 'readTries must be a whole number from 1 to 10'],
    ['createUrlPay', { secret: '' }, 'secret is missing'],
    ['createUrlPay', { apiKey: 'hush\nhush' }, 'apiKey must be visible ASCII without spaces'],
  ];
  for (const [maker, options, message] of WRONG) {
    test(`is named by ${maker}: ${message}`, () => {
      assert.throws(() => MAKERS[maker](options), { name: 'TypeError', message });
    });
  }

  test('may be undefined instead of missing', () => {
    const nothing = {
      gateway: undefined,
      store: undefined,
      limits: undefined,
      fetch: undefined,
      payHosts: undefined,
    };
    assert.doesNotThrow(() => MAKERS.createSigner(nothing));
  });
});
