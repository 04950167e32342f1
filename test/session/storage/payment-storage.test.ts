import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PaymentStorage } from '../../../src/session/storage/payment-storage.ts';
import {
  recordCreation,
  recordEarlierPayment,
  recordPress,
} from '../../../src/session/storage/payment-record.ts';
import { readStoredPayment, type StoredPayment } from '../../../src/session/storage/stored-payment.ts';
import { FakeWorld } from '../fake-world.ts';
import { claimOf } from '../scene.ts';

const DAY = 86_400_000;
const SCOPE = 'https://shop.test/kvit';

const recordOf = (world: FakeWorld, changes: Partial<StoredPayment> = {}): StoredPayment => {
  const { uuid = 'order-1' } = changes;
  const claim = claimOf(uuid);
  const rest = { key: 'k1', answered: true, id: 'p1', paymentUrl: 'https://pay.test/p1', at: world.now() };
  return { uuid, claim, ...rest, ...changes };
};

/** Reads the storage as another tab does, or this one after a reload. */
const reread = (world: FakeWorld, uuid = 'order-1') => new PaymentStorage(world, SCOPE).read(uuid);

describe('readStoredPayment', () => {
  it('gives back what was written', () => {
    const record = recordOf(new FakeWorld());
    assert.deepEqual(readStoredPayment(JSON.parse(JSON.stringify(record))), record);
  });

  it('takes nothing for nothing', () => {
    for (const nothing of [undefined, null, [], 'x', 1]) assert.equal(readStoredPayment(nothing), null);
    const world = new FakeWorld();
    for (const text of ['', 'null', '{', '[]', '"x"', '1']) {
      world.disk.setItem(`kvit:1:${SCOPE}:order-1`, text);
      assert.equal(reread(world), null);
    }
  });

  const record = recordOf(new FakeWorld());
  for (const [what, poison] of [
    ['no order', { uuid: undefined }],
    ['an order that is not the claim’s', { uuid: 'order-2' }],
    ['a key no header can carry', { key: 'a\nb' }],
    ['an empty key, which every press would repeat', { key: '' }],
    ['an id no header can carry', { id: 'платёж' }],
    ['an empty id', { id: '' }],
    ['a number for an id', { id: 7 }],
    ['an address that is no text', { paymentUrl: {} }],
    ['an older version without `answered`', { answered: undefined }],
    ['no claim', { claim: null }],
    ['a claim without lines', { claim: { uuid: 'order-1' } }],
    ['the claim of another order for a payment', { made: claimOf('order-2') }],
    ['a payment whose claim is no claim', { made: 'x' }],
    ['a payment whose claim has no lines', { made: { uuid: 'order-1' } }],
    ['a time that is no time', { at: '1' }],
    ['a time past 2^53', { at: 1e300 }],
  ] as const) {
    it(`refuses ${what}`, () => assert.equal(readStoredPayment({ ...record, ...poison }), null));
  }

  it('makes a sound record of anything, or nothing', () => {
    const fields = ['uuid', 'key', 'answered', 'claim', 'id', 'paymentUrl', 'at'] as const;
    const poisoned = fc
      .tuple(fc.constantFrom(...fields), fc.anything())
      .map(([field, value]) => ({ ...record, [field]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), poisoned, fc.anything()), (stored) => {
        const found = readStoredPayment(stored);
        if (!found) return;
        assert.equal(found.claim.uuid, found.uuid);
        assert.ok(Array.isArray(found.claim.items));
        // the call below is what a browser does with the two; it throws on a text that does not fit
        new Headers({ 'Kvit-Payment': found.id ?? 'none', 'Idempotency-Key': found.key });
      }),
      { numRuns: 3000 },
    );
  });
});

describe('recordPress', () => {
  const press = { claim: claimOf(), key: 'new', at: 5 };
  const last = recordOf(new FakeWorld(), { key: 'old' });

  it('keeps the key of a press without an answer, for the same claim only', () => {
    const open = { ...last, answered: false };
    assert.equal(recordPress(open, press).key, 'old');
    assert.equal(recordPress(open, { ...press, claim: claimOf('order-1', '84.00') }).key, 'new');
    assert.equal(recordPress(last, press).key, 'new');
    assert.equal(recordPress(null, press).key, 'new');
  });

  it('keeps the claim with its key: boxes that were ticked anew make no other claim', () => {
    const agreed = (at: string) => ({ ...claimOf(), consents: [{ kind: 'offer', text: 'x', at }] as const });
    const [early, late] = [agreed('2026-11-21T09:00:00.000Z'), agreed('2026-11-21T09:01:00.000Z')];
    for (const claim of [late, claimOf()]) {
      const again = recordPress({ ...last, claim: early, answered: false }, { ...press, claim });
      assert.deepEqual([again.key, again.claim, again.at], ['old', early, 5]);
      const anew = recordPress({ ...last, claim: early }, { ...press, claim });
      assert.deepEqual([anew.key, anew.claim], ['new', claim]);
    }
    const dearer = { ...late, amount: '84.00' };
    const other = recordPress({ ...last, claim: early, answered: false }, { ...press, claim: dearer });
    assert.deepEqual([other.key, other.claim], ['new', dearer]);
  });

  it('keeps the payment that exists until there is another', () => {
    const next = recordPress(last, press);
    assert.deepEqual([next.id, next.paymentUrl, next.answered], ['p1', 'https://pay.test/p1', false]);
  });
});

describe('PaymentStorage', () => {
  it('finds a payment again after the page is gone', () => {
    const world = new FakeWorld();
    const record = recordOf(world);
    new PaymentStorage(world, SCOPE).write(record);
    assert.deepEqual(reread(world), record);
  });

  it('forgets', () => {
    const world = new FakeWorld();
    const storage = new PaymentStorage(world, SCOPE);
    storage.write(recordOf(world));
    storage.forget('order-1');
    assert.equal(storage.read('order-1'), null);
    assert.equal(world.disk.length, 0);
  });

  it('keeps a payment for a week', async () => {
    const world = new FakeWorld();
    new PaymentStorage(world, SCOPE).write(recordOf(world));
    await world.clock.pass(7 * DAY - 1);
    assert.ok(reread(world));
    await world.clock.pass(1);
    assert.equal(reread(world), null);
    assert.equal(new PaymentStorage(world, SCOPE).readLast(), null);
  });

  it('leaves other signers and other people’s keys alone', () => {
    const world = new FakeWorld();
    world.disk.setItem('theme', 'dark');
    const other = new PaymentStorage(world, 'https://shop.test/other');
    other.write(recordOf(world, { id: 'theirs' }));
    const storage = new PaymentStorage(world, SCOPE);
    assert.deepEqual([storage.read('order-1'), storage.readLast()], [null, null]);
    storage.write(recordOf(world));
    storage.forget('order-1');
    assert.equal(other.read('order-1')?.id, 'theirs');
    assert.equal(world.disk.getItem('theme'), 'dark');
  });

  it('is not confused by colons in a signer’s address and in an order', () => {
    const world = new FakeWorld();
    new PaymentStorage(world, `${SCOPE}:8443`).write(recordOf(world, { uuid: 'order-1' }));
    const storage = new PaymentStorage(world, SCOPE);
    assert.equal(storage.read('8443:order-1'), null);
    assert.equal(storage.readLast(), null);
  });

  it('does not take one order’s record under another one’s name', () => {
    const world = new FakeWorld();
    const foreign = JSON.stringify(recordOf(world, { uuid: 'order-2' }));
    world.disk.setItem(`kvit:1:${SCOPE}:order-1`, foreign);
    assert.equal(reread(world), null);
  });
});

describe('PaymentStorage.readLast', () => {
  it('finds the payment that was written last of several orders', () => {
    const world = new FakeWorld();
    const storage = new PaymentStorage(world, SCOPE);
    for (const [uuid, at] of [
      ['a', 1],
      ['c', 3],
      ['b', 2],
    ] as const) {
      storage.write(recordOf(world, { uuid, at: world.now() + at }));
    }
    assert.equal(storage.readLast()?.uuid, 'c');
    assert.equal(new PaymentStorage(world, SCOPE).readLast()?.uuid, 'c');
  });

  it('passes over a press that made no payment', () => {
    const world = new FakeWorld();
    const storage = new PaymentStorage(world, SCOPE);
    storage.write(recordOf(world, { uuid: 'paid' }));
    storage.write(recordOf(world, { uuid: 'pressed', id: null, at: world.now() + 1 }));
    assert.equal(storage.readLast()?.uuid, 'paid');
  });

  it('passes over poison', () => {
    const world = new FakeWorld();
    world.disk.setItem(`kvit:1:${SCOPE}:order-9`, '{"at":');
    new PaymentStorage(world, SCOPE).write(recordOf(world));
    assert.equal(new PaymentStorage(world, SCOPE).readLast()?.uuid, 'order-1');
  });
});

describe('PaymentStorage without a storage that works', () => {
  for (const storageMode of ['blocked', 'none'] as const) {
    it(`remembers for the life of the page: ${storageMode}`, () => {
      const world = new FakeWorld();
      world.storageMode = storageMode;
      const storage = new PaymentStorage(world, SCOPE);
      const record = recordOf(world);
      storage.write(record);
      assert.deepEqual([storage.read('order-1'), storage.readLast()], [record, record]);
      storage.forget('order-1');
      assert.equal(storage.read('order-1'), null);
    });
  }

  it('goes on from its own copy when storage is cleared', () => {
    const world = new FakeWorld();
    const storage = new PaymentStorage(world, SCOPE);
    storage.write(recordOf(world));
    world.disk.entries.clear();
    assert.equal(storage.read('order-1')?.id, 'p1');
  });

  it('prefers what it could not write to the older record that is still stored', () => {
    const world = new FakeWorld();
    const storage = new PaymentStorage(world, SCOPE);
    storage.write(recordOf(world, { id: 'first' }));
    world.disk.full = true;
    storage.write(recordOf(world, { id: 'second' }));
    assert.deepEqual([storage.read('order-1')?.id, storage.readLast()?.id], ['second', 'second']);
  });

  it('prefers what another tab wrote later', () => {
    const world = new FakeWorld();
    const [mine, theirs] = [new PaymentStorage(world, SCOPE), new PaymentStorage(world, SCOPE)];
    world.disk.full = true;
    mine.write(recordOf(world, { id: 'mine' }));
    world.disk.full = false;
    theirs.write(recordOf(world, { id: 'theirs', at: world.now() + 1 }));
    assert.equal(mine.read('order-1')?.id, 'theirs');
  });
});

describe('the claim that a payment was made with', () => {
  const first = claimOf();
  const press = (last: StoredPayment | null, claim = first): StoredPayment =>
    recordPress(last, { claim, key: 'key', at: 1 });
  const made = recordCreation(press(null), 'p1');

  it('is the claim of its own press, also during a later press with another claim', () => {
    assert.deepEqual(made.made, first);
    const later = press({ ...made, answered: true }, claimOf('order-1', '84.00'));
    assert.deepEqual([later.id, later.made?.amount, later.claim.amount], ['p1', '83.50', '84.00']);
    assert.equal(recordCreation(later, 'p2').made?.amount, '84.00');
  });

  it('is known of an already paid payment only if this browser made it', () => {
    const later = press(
      { ...made, answered: true, paymentUrl: 'https://pay.test/p1' },
      claimOf('order-1', '84.00'),
    );
    assert.equal(recordEarlierPayment(later, 'p1').made?.amount, '83.50');
    assert.equal(recordEarlierPayment(later, 'p0').made, undefined);
    assert.equal(recordEarlierPayment(later, 'p0').id, 'p0');
    assert.equal(recordEarlierPayment(later, 'p1').paymentUrl, null);
  });
});
