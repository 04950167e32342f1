import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { KvitError } from '../../src/domain/errors/kvit-error.ts';
import type { CheckoutEvent, CheckoutState } from '../../src/session/checkout-state.ts';
import { PAID, PAYABLE, SHARED, transition, UNSURE, WATCHING } from '../../src/session/transition.ts';

const error = new KvitError('network', 'no answer');
const one = [{ id: 1, status: 'done' }];
const two = [...one, { id: 2, status: 'fail' }];
const fault = [{ id: 1, status: 'fail' }];

const STATES: Readonly<Record<string, CheckoutState>> = {
  idle: { name: 'idle' },
  submitting: { name: 'submitting' },
  redirecting: { name: 'redirecting' },
  away: { name: 'away' },
  checking: { name: 'checking' },
  held: { name: 'held', until: null },
  paid: { name: 'paid', receipt: 'coming' },
  late: { name: 'paid', receipt: 'late' },
  broken: { name: 'paid', receipt: 'failed', receipts: fault },
  one: { name: 'receipt', receipts: one },
  two: { name: 'receipt', receipts: two },
  cancelled: { name: 'cancelled' },
  failed: { name: 'failed' },
  unresolved: { name: 'unresolved' },
  error: { name: 'error', error },
};

const EVENTS: Readonly<Record<string, CheckoutEvent>> = {
  pay: { type: 'pay' },
  released: { type: 'released' },
  left: { type: 'left' },
  stopped: { type: 'stopped' },
  resume: { type: 'resume' },
  created: { type: 'payment', meaning: 'created' },
  processing: { type: 'payment', meaning: 'processing' },
  cancelled: { type: 'payment', meaning: 'cancelled' },
  paid: { type: 'payment', meaning: 'paid' },
  failed: { type: 'payment', meaning: 'failed' },
  held: { type: 'payment', meaning: 'held' },
  unknown: { type: 'payment', meaning: 'unknown' },
  receipts0: { type: 'receipts', receipts: [] },
  receipts1: { type: 'receipts', receipts: one },
  receipts2: { type: 'receipts', receipts: two },
  fault: { type: 'receipts', receipts: fault },
  'receipt-late': { type: 'receipt-late' },
  deadline: { type: 'deadline' },
  lost: { type: 'lost' },
  fail: { type: 'fail', error },
  reset: { type: 'reset' },
};

// `·` is the very same object: nobody is told of it.
const ROAD = `
state        pay         released     left  stopped  resume    deadline    lost  fail   reset
idle         submitting  ·            ·     ·        checking  ·           ·     error  ·
submitting   ·           redirecting  ·     idle     checking  ·           ·     error  idle
redirecting  ·           ·            away  ·        checking  ·           ·     error  idle
away         submitting  ·            ·     ·        checking  ·           idle  error  idle
checking     ·           ·            ·     ·        ·         unresolved  idle  error  idle
held         ·           ·            ·     ·        ·         ·           ·     error  idle
paid         ·           ·            ·     ·        ·         ·           ·     ·      idle
late         ·           ·            ·     ·        ·         ·           ·     ·      idle
broken       ·           ·            ·     ·        ·         ·           ·     ·      idle
one          ·           ·            ·     ·        ·         ·           ·     ·      idle
two          ·           ·            ·     ·        ·         ·           ·     ·      idle
cancelled    submitting  ·            ·     ·        checking  ·           ·     error  idle
failed       submitting  ·            ·     ·        checking  ·           ·     error  idle
unresolved   ·           ·            ·     ·        checking  ·           ·     error  idle
error        submitting  ·            ·     ·        checking  ·           ·     error  idle`;

const PAYMENT = `
state        created  processing  cancelled  paid  failed  held  unknown
idle         ·        ·           ·          ·     ·       ·     ·
submitting   ·        ·           ·          ·     ·       ·     ·
redirecting  away     checking    cancelled  paid  failed  held  ·
away         ·        checking    cancelled  paid  failed  held  ·
checking     away     ·           cancelled  paid  failed  held  ·
held         ·        ·           cancelled  paid  failed  ·     ·
paid         ·        ·           ·          ·     ·       ·     ·
late         ·        ·           ·          ·     ·       ·     ·
broken       ·        ·           ·          ·     ·       ·     ·
one          ·        ·           ·          ·     ·       ·     ·
two          ·        ·           ·          ·     ·       ·     ·
cancelled    ·        ·           ·          paid  failed  held  ·
failed       ·        ·           cancelled  paid  ·       held  ·
unresolved   ·        ·           cancelled  paid  failed  held  ·
error        away     checking    cancelled  paid  failed  held  ·`;

const RECEIPT = `
state        receipts0  receipts1  receipts2  receipt-late  fault
idle         ·          ·          ·          ·             ·
submitting   ·          ·          ·          ·             ·
redirecting  ·          ·          ·          ·             ·
away         ·          ·          ·          ·             ·
checking     ·          ·          ·          ·             ·
held         ·          ·          ·          ·             ·
paid         ·          one        two        late          broken
late         ·          one        two        ·             broken
broken       ·          one        two        ·             ·
one          ·          ·          two        ·             ·
two          ·          ·          ·          ·             ·
cancelled    ·          ·          ·          ·             ·
failed       ·          ·          ·          ·             ·
unresolved   ·          ·          ·          ·             ·
error        ·          ·          ·          ·             ·`;

function at<T>(record: Readonly<Record<string, T>>, key: string): T {
  const value = record[key];
  assert.ok(value, `no ${key}`);
  return value;
}

interface Cell {
  readonly from: string;
  readonly on: string;
  readonly to: string;
}

function cells(table: string): Cell[] {
  const [head = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/));
  return rows.flatMap(([from = '', ...tos]) =>
    tos.map((to, index) => ({ from, on: head[index + 1] ?? '', to })),
  );
}

const ALL = [ROAD, PAYMENT, RECEIPT].flatMap(cells);

const far = (state: CheckoutState) => state.name === 'paid' || state.name === 'receipt';
const anyState = fc.constantFrom(...Object.values(STATES));
const anyEvent = fc.constantFrom(...Object.values(EVENTS));
const walk = (events: readonly CheckoutEvent[]) => events.reduce<CheckoutState>(transition, { name: 'idle' });

describe('transition', () => {
  it('has an expectation for every state and every event', () => {
    const said = new Set(ALL.map(({ from, on }) => `${from} ${on}`));
    assert.equal(said.size, Object.keys(STATES).length * Object.keys(EVENTS).length);
    assert.equal(ALL.length, said.size);
  });

  for (const { from, on, to } of ALL) {
    it(`${from} + ${on} → ${to}`, () => {
      const before = at(STATES, from);
      const after = transition(before, at(EVENTS, on));
      if (to === '·') assert.equal(after, before);
      else assert.deepEqual(after, at(STATES, to));
    });
  }

  it('ignores "no receipt yet" after any number of receipts', () => {
    const empty: CheckoutState = { name: 'receipt', receipts: [] };
    const none: CheckoutEvent = { type: 'receipts', receipts: [] };
    assert.equal(transition(at(STATES, 'paid'), none), at(STATES, 'paid'));
    assert.equal(transition(empty, none), empty);
  });

  it('shows a changed receipt when the number is the same', () => {
    const receipts = [{ id: 1, status: 'success' }];
    const next = transition(at(STATES, 'one'), { type: 'receipts', receipts });
    assert.deepEqual(next, { name: 'receipt', receipts });
  });

  it('goes from paid only to the receipt, except by reset', () => {
    fc.assert(
      fc.property(anyState.filter(far), fc.array(anyEvent), (start, events) => {
        const kept = events.filter(({ type }) => type !== 'reset').reduce(transition, start);
        assert.ok(far(kept));
        if (start.name === 'receipt') assert.equal(kept.name, 'receipt');
      }),
    );
  });

  it('ignores an unpublished status', () => {
    fc.assert(
      fc.property(anyState, (state) => assert.equal(transition(state, at(EVENTS, 'unknown')), state)),
    );
  });

  it('shows paid only after an answer of paid', () => {
    const others = anyEvent.filter((event) => event !== EVENTS.paid);
    fc.assert(
      fc.property(fc.array(others, { maxLength: 60 }), (events) => assert.ok(!far(walk(events)))),
      { numRuns: 2000 },
    );
  });

  it('never has fewer receipts than it had', () => {
    const lists = fc.array(fc.record({ id: fc.nat(2) }), { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(lists), (many) => {
        let most = 0;
        many.reduce<CheckoutState>(
          (state, list) => {
            const next = transition(state, { type: 'receipts', receipts: list });
            const count = next.name === 'receipt' ? next.receipts.length : 0;
            assert.ok(count >= most);
            most = count;
            return next;
          },
          at(STATES, 'paid'),
        );
      }),
    );
  });
});

describe('a hold', () => {
  const UNTIL = 1_800_000_000_000;
  const held = { name: 'held', until: null } as const;
  const news = (meaning: 'held' | 'processing', until: number | null) =>
    ({ type: 'payment', meaning, until }) as const;

  it('gets its end as soon as the signer names it', () => {
    assert.deepEqual(transition({ name: 'checking' }, news('held', null)), held);
    assert.deepEqual(transition({ name: 'checking' }, news('held', UNTIL)), { name: 'held', until: UNTIL });
    assert.deepEqual(transition(held, news('held', UNTIL)), { name: 'held', until: UNTIL });
  });

  it('keeps its end after other events, and the same object when nothing changes', () => {
    const known = { name: 'held', until: UNTIL } as const;
    assert.equal(transition(known, news('processing', null)), known);
    assert.equal(transition(known, news('held', UNTIL)), known);
  });
});

describe('the sets of states', () => {
  it('PAYABLE: no payment is being made, unknown or paid', () => {
    assert.deepEqual([...PAYABLE].sort(), ['away', 'cancelled', 'error', 'failed', 'idle']);
  });

  it('WATCHING: the payment may still change by itself', () => {
    assert.deepEqual([...WATCHING].sort(), ['away', 'checking', 'held']);
  });

  it('UNSURE: a later answer may change the state', () => {
    assert.deepEqual([...UNSURE].sort(), ['away', 'cancelled', 'failed', 'held', 'unresolved']);
  });

  it('PAID: only receipts are awaited', () => {
    assert.deepEqual([...PAID].sort(), ['paid', 'receipt']);
  });

  it('SHARED: other tabs get a hint', () => {
    assert.deepEqual([...SHARED].sort(), ['cancelled', 'failed', 'held', 'paid', 'receipt', 'redirecting']);
  });
});
