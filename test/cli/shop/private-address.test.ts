import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isPrivateAddress } from '../../../src/cli/shop/private-address.ts';

it('isPrivateAddress tells private networks from public addresses', () => {
  for (const address of [
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
    assert.equal(isPrivateAddress(address), true, address);
  for (const address of [
    '203.0.113.9',
    '172.32.0.1',
    '11.0.0.1',
    '2001:db8::1',
    '::ffff:203.0.113.9',
    '',
    'near.example',
  ])
    assert.equal(isPrivateAddress(address), false, address);
});
