import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KvitError } from '../../src/domain/errors/kvit-error.ts';

describe('KvitError', () => {
  it('carries its code, and nothing that was not given', () => {
    const error = new KvitError('network', 'no answer');
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'KvitError');
    assert.equal(error.code, 'network');
    assert.equal(String(error), 'KvitError: no answer');
    assert.equal(error.status, undefined);
    assert.deepEqual(error.errors, []);
    assert.equal('cause' in error, false);
  });

  it('carries its status, rules and cause', () => {
    const cause = new Error('reset');
    const errors = [{ field: 'uuid', message: 'is missing' }];
    const error = new KvitError('bad_order', 'x', { cause, status: 422, errors });
    assert.deepEqual([error.cause, error.status, error.errors], [cause, 422, errors]);
  });
});
