import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OpenDialog } from '../../../src/session/storage/open-dialog.ts';
import { SafeStorage } from '../../../src/session/storage/safe-storage.ts';
import { FakeStorage } from '../fake-storage.ts';

describe('OpenDialog', () => {
  it('is open from one page to the next until it is closed', () => {
    const area = new FakeStorage();
    const page = () => new OpenDialog(new SafeStorage(() => area));
    page().opened('order-1');
    assert.deepEqual([page().isOpen('order-1'), page().isOpen('order-2')], [true, false]);
    page().closed('order-1');
    assert.equal(page().isOpen('order-1'), false);
    assert.equal(area.length, 0);
  });

  it('stays open when another order’s dialog closes', () => {
    const area = new FakeStorage();
    const dialog = new OpenDialog(new SafeStorage(() => area));
    dialog.opened('order-1');
    dialog.opened('order-2');
    dialog.closed('order-1');
    assert.equal(dialog.isOpen('order-2'), true);
  });

  it('takes a poisoned text for no order', () => {
    const area = new FakeStorage();
    for (const text of ['', 'null', '{"uuid":"order-1"}', '"order-1"', 'order-1 ', 'order-10']) {
      area.setItem('kvit:open', text);
      assert.equal(new OpenDialog(new SafeStorage(() => area)).isOpen('order-1'), false, text);
    }
  });

  it('is closed when storage is blocked', () => {
    const dialog = new OpenDialog(
      new SafeStorage(() => {
        throw new DOMException('blocked', 'SecurityError');
      }),
    );
    dialog.opened('order-1');
    assert.equal(dialog.isOpen('order-1'), false);
  });
});
