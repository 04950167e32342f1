import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { shareHints, takeTurns } from '../../src/session/other-tabs.ts';
import { settle } from './fake-clock.ts';

const page = Object.assign(new EventTarget(), { hidden: false });
/** the locks that the page has asked for, and the signals that give them up */
let asked: { name: string; signal: AbortSignal }[] = [];

const locks = {
  request: async (name: string, { signal }: { signal: AbortSignal }, keep: () => Promise<void>) => {
    asked.push({ name, signal });
    await keep();
  },
};

const GLOBALS = { document: page, navigator: { locks }, addEventListener: page.addEventListener.bind(page) };
const before = Object.keys(GLOBALS).map(
  (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
);

beforeEach(() => {
  asked = [];
  page.hidden = false;
  for (const [name, value] of Object.entries(GLOBALS))
    Object.defineProperty(globalThis, name, { value, configurable: true });
});

afterEach(() => {
  for (const [name, descriptor] of before) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else Reflect.deleteProperty(globalThis, name);
  }
});

describe('takeTurns', () => {
  async function turns() {
    const changes: boolean[] = [];
    const abort = new AbortController();
    takeTurns('kvit:1:payment:p1', (ours) => changes.push(ours), abort.signal);
    await settle();
    return { changes, abort };
  }

  it('gives a visible page the turn with the lock', async () => {
    const { changes, abort } = await turns();
    assert.deepEqual([changes, asked.map(({ name }) => name)], [[false, true], ['kvit:1:payment:p1']]);
    abort.abort();
    assert.equal(asked[0]?.signal.aborted, true);
  });

  it('asks for no lock while the page is hidden, and for one when it is visible', async () => {
    page.hidden = true;
    const { changes, abort } = await turns();
    assert.deepEqual([changes, asked.length], [[false], 0]);
    page.hidden = false;
    page.dispatchEvent(new Event('visibilitychange'));
    await settle();
    assert.deepEqual([changes.at(-1), asked.length], [true, 1]);
    page.hidden = true;
    page.dispatchEvent(new Event('visibilitychange'));
    await settle();
    assert.deepEqual([changes.at(-1), asked[0]?.signal.aborted], [false, true]);
    abort.abort();
  });

  it('asks for nothing when the task has ended', async () => {
    takeTurns('name', () => assert.fail('the turn was told'), AbortSignal.abort());
    await settle();
    assert.equal(asked.length, 0);
  });
});

describe('shareHints', () => {
  it('opens no channel when the task has ended', () => {
    let opened = 0;
    const real = globalThis.BroadcastChannel;
    globalThis.BroadcastChannel = class extends EventTarget {
      constructor() {
        super();
        opened += 1;
      }
    } as unknown as typeof BroadcastChannel;
    try {
      shareHints('name', () => undefined, AbortSignal.abort())();
      assert.equal(opened, 0);
    } finally {
      globalThis.BroadcastChannel = real;
    }
  });
});
