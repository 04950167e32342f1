import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { browserWorld } from '../../src/session/browser-world.ts';

/** The parts of a page that say whether it is awake. */
function onPage(page: {
  onLine: boolean;
  /** what the browser said when the page began */
  before?: boolean;
  hidden?: boolean;
  hostname?: string;
  prerendering?: boolean;
}): boolean {
  const { onLine, before = true, hidden = false, hostname = 'shop.example', prerendering = false } = page;
  const navigator = { onLine: before };
  const parts = { navigator, document: { hidden, prerendering }, location: { hostname } };
  for (const [name, value] of Object.entries(parts)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  const world = browserWorld('https://shop.example/kvit');
  navigator.onLine = onLine;
  return world.awake();
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
    it(`${awake ? '' : 'not '}when it is ${JSON.stringify(page)}`, () => assert.equal(onPage(page), awake));
  }
});
