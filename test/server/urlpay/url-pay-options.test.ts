import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createUrlPay, type UrlPayOptions } from '../../../src/server/index.ts';
import { API_KEY, SECRET } from '../shop.ts';

const ACCOUNT = { apiKey: API_KEY, shopId: 5, secret: SECRET };
const HOSTILE = 'canary\n';

const MS = 'must be a positive number of milliseconds';
const TRIES = 'readTries must be a whole number from 1 to 10';
const ADDRESS = 'baseUrl must be an https address (or http on this machine)';

/** Wrong options, each with the message of its `TypeError`. */
const WRONG: readonly (readonly [options: object, message: string])[] = [
  [{ apiKey: undefined }, 'apiKey is missing'],
  [{ apiKey: '' }, 'apiKey is missing'],
  [{ apiKey: 5 }, 'apiKey is missing'],
  [{ apiKey: HOSTILE }, 'apiKey must be visible ASCII without spaces'],
  [{ secret: undefined }, 'secret is missing'],
  [{ secret: '' }, 'secret is missing'],
  [{ secret: { canary: HOSTILE } }, 'secret is missing'],
  ...[0, -1, 1.5, Number.NaN, '5', undefined].map(
    (shopId) => [{ shopId }, 'shopId must be a positive integer'] as const,
  ),
  ...[
    'http://gateway.test/',
    'ftp://gateway.test/',
    'gateway',
    'https://u:canary@a.test/',
    'https://a.test/?b',
    5,
  ].map((baseUrl) => [{ baseUrl }, ADDRESS] as const),
  ...[0, -1, Number.NaN, 'x', null].flatMap((wrong) => [
    [{ timeouts: { read: wrong } }, `timeouts.read ${MS}`] as const,
    [{ timeouts: { create: wrong } }, `timeouts.create ${MS}`] as const,
  ]),
  [{ timeouts: 5 }, 'timeouts must be {create, read}'],
  [{ timeouts: { write: 5 } }, 'createUrlPay has no option timeouts.write'],
  ...[0, -1, 1.5, 11, Number.NaN, '3'].map((readTries) => [{ readTries }, TRIES] as const),
  [{ vatRates: {} }, 'vatRates must be a list'],
  [{ fetch: 'fetch' }, 'fetch must be a function'],
  [{ sleep: 5 }, 'sleep must be a function'],
  [{ shopID: 5 }, 'createUrlPay has no option shopID'],
];

describe('createUrlPay', () => {
  for (const [index, [wrong, message]] of WRONG.entries()) {
    it(`throws "${message}" (${index})`, () => {
      const options = { ...ACCOUNT, ...wrong } as UrlPayOptions;
      assert.throws(
        () => createUrlPay(options),
        (error) => {
          assert.ok(error instanceof TypeError, String(error));
          assert.equal(error.message, message);
          assert.doesNotMatch(String(error.stack), new RegExp(`canary|${API_KEY}|${SECRET}`));
          assert.equal(error.cause, undefined);
          return true;
        },
      );
    });
  }

  it('fills in the time limits that are not given', () => {
    assert.doesNotThrow(() => createUrlPay({ ...ACCOUNT, timeouts: {} }));
  });

  it('calls https://urlpay.io/api unless given another address, with the given fetch', async () => {
    const called: string[] = [];
    const fetch = async (input: string): Promise<Response> => {
      called.push(input);
      return Response.json({ items: [] });
    };
    await createUrlPay({ ...ACCOUNT, fetch }).listPayments();
    await createUrlPay({ ...ACCOUNT, fetch, baseUrl: 'http://localhost:4010/api/' }).listPayments();
    assert.deepEqual(called, ['https://urlpay.io/api/v2/payments', 'http://localhost:4010/api/v2/payments']);
  });

  it('applies the time limits to reads and writes', async () => {
    const timeouts = { create: 300, read: 200 };
    const slept: number[] = [];
    const urlPay = createUrlPay({
      ...ACCOUNT,
      timeouts,
      sleep: (ms) => {
        slept.push(ms);
        return new Promise(() => undefined);
      },
      fetch: async () => Response.json({ success: true, items: [] }),
    });
    await urlPay.listPayments();
    await urlPay.refund(1);
    assert.deepEqual(slept, [200, 300]);
  });
});
