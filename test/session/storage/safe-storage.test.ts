import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SafeStorage } from '../../../src/session/storage/safe-storage.ts';
import { FakeStorage } from '../fake-storage.ts';

describe('SafeStorage', () => {
  it('writes, reads, lists and removes', () => {
    const area = new FakeStorage();
    const storage = new SafeStorage(() => area);
    storage.write('a', '{"x":1}');
    storage.write('b', 'text');
    assert.deepEqual(storage.keys, ['a', 'b']);
    assert.deepEqual([storage.readText('b'), storage.readJson('a')], ['text', { x: 1 }]);
    storage.remove('a');
    assert.deepEqual([storage.readText('a'), storage.readJson('a'), storage.keys], [null, null, ['b']]);
  });

  it('reads broken JSON as null', () => {
    const area = new FakeStorage();
    for (const text of ['', '{', 'undefined', '{"a":1}}', 'kvit']) {
      area.setItem('a', text);
      assert.equal(new SafeStorage(() => area).readJson('a'), null, text);
    }
  });

  const blocked = (): never => {
    throw new DOMException('blocked', 'SecurityError');
  };
  for (const [name, open] of [
    ['blocked', blocked],
    ['missing', () => null],
  ] as const) {
    it(`finds nothing and loses writes when storage is ${name}`, () => {
      const storage = new SafeStorage(open);
      storage.write('a', 'text');
      storage.remove('a');
      assert.deepEqual([storage.readText('a'), storage.readJson('a'), storage.keys], [null, null, []]);
    });
  }

  it('keeps the old text when storage is full', () => {
    const area = new FakeStorage();
    const storage = new SafeStorage(() => area);
    storage.write('a', 'old');
    area.full = true;
    storage.write('a', 'new');
    assert.equal(storage.readText('a'), 'old');
  });
});
