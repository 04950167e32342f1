import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { browserWorld } from '../../src/session/browser-world.ts';
import type { World } from '../../src/session/world.ts';

interface Page {
  onLine: boolean;
  /** `onLine` when the page began */
  before?: boolean;
  hidden?: boolean;
  hostname?: string;
  prerendering?: boolean;
}

/** The world of a page, by the parts that decide if it is awake. */
function worldOf(page: Page): World {
  const { onLine, before = true, hidden = false, hostname = 'shop.example', prerendering = false } = page;
  const navigator = { onLine: before };
  const parts = { navigator, document: { hidden, prerendering }, location: { hostname } };
  for (const [name, value] of Object.entries(parts)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  const world = browserWorld('https://shop.example/kvit');
  navigator.onLine = onLine;
  return world;
}

const before = ['navigator', 'document', 'location'].map(
  (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
);
afterEach(() => {
  for (const [name, descriptor] of before) {
    if (descriptor) Object.defineProperty(globalThis, name, descriptor);
    else Reflect.deleteProperty(globalThis, name);
  }
});

describe('a page is awake', () => {
  for (const [page, awake] of [
    [{ onLine: true }, true],
    [{ onLine: false }, false],
    [{ onLine: false, before: false }, true],
    [{ onLine: true, before: false }, true],
    [{ onLine: false, before: false, hidden: true }, false],
    [{ onLine: true, hidden: true }, false],
    [{ onLine: true, prerendering: true }, false],
    [{ onLine: false, hostname: 'localhost' }, true],
    [{ onLine: false, hostname: '127.0.0.1' }, true],
    [{ onLine: false, hostname: '127.0.0.1', hidden: true }, false],
    [{ onLine: false, hostname: 'localhost.example' }, false],
  ] as const) {
    it(`${awake ? '' : 'not '}when it is ${JSON.stringify(page)}`, () =>
      assert.equal(worldOf(page).awake(), awake));
  }
});

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('the sleep of a page', () => {
  it('ends after its time', async () => {
    const began = performance.now();
    await worldOf({ onLine: true }).sleep(20, new AbortController().signal);
    assert.ok(performance.now() - began >= 19);
  });

  it('ends at once when its signal aborts, and leaves no timer', async () => {
    const before = timers();
    const abort = new AbortController();
    const sleep = worldOf({ onLine: true }).sleep(3_600_000, abort.signal);
    assert.equal(timers(), before + 1);
    abort.abort();
    await sleep;
    assert.equal(timers(), before);
  });

  it('does not begin when its signal has aborted', async () => {
    const before = timers();
    const sleep = worldOf({ onLine: true }).sleep(3_600_000, AbortSignal.abort());
    assert.equal(timers(), before);
    await sleep;
  });
});
