import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isNear } from '../../../src/cli/shop/private-address.ts';

it('tells a proxy’s address from a buyer’s', () => {
  for (const near of [
    '127.0.0.1',
    '127.8.9.10',
    '10.1.2.3',
    '172.17.0.1',
    '192.168.1.1',
    '169.254.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:172.17.0.1',
    'fd00::1',
    'fe80::1',
  ])
    assert.equal(isNear(near), true, near);
  for (const far of [
    '203.0.113.9',
    '172.32.0.1',
    '11.0.0.1',
    '2001:db8::1',
    '::ffff:203.0.113.9',
    '',
    'near.example',
  ])
    assert.equal(isNear(far), false, far);
});
