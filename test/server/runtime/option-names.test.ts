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
