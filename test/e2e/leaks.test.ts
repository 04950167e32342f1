import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { chosenEngines, programPath } from '../../tools/browsers.ts';
import { CHROMIUM_FLAGS } from '../../tools/chromium-flags.ts';
import { poll } from './driver/poll.ts';
import { checkout, StrictShop } from './support/strict-shop.ts';

const KB = 1024;
/** For elements that an answer on its way still holds. Milliseconds. */
const GOING = 10_000;

interface Kept {
  readonly heap: number;
  readonly listeners: number;
  readonly nodes: number;
  /** our elements that something still holds */
  readonly elements: number;
}

/** Puts so many checkouts up and takes them down, in the page. */
async function mount({ times, carts }: { times: number; carts: readonly string[] }): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    const template = document.createElement('template');
    template.innerHTML = carts[n % carts.length] ?? '';
    const element = template.content.firstElementChild as HTMLElement;
    document.body.append(element);
    await (element as HTMLElement & { updateComplete: Promise<unknown> }).updateComplete;
    // some stay until they have the payment code
    while (n % 10 === 0 && !element.shadowRoot?.querySelector('[part="message"]'))
      await new Promise(requestAnimationFrame);
    element.remove();
  }
  // after everything that the elements wanted to do at a quiet moment
  await new Promise((resolve) => void requestIdleCallback(resolve, { timeout: 1000 }));
  // Chromium holds their animations until it draws again, which it does only when something asks for a frame
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
}

/** Leaves each order with a payment whose page is open, in the page. */
async function pay(carts: readonly string[]): Promise<void> {
  for (const cart of carts) {
    document.body.innerHTML = cart;
    const element = document.querySelector('kvit-checkout');
    if (!element) throw new Error('no checkout');
    const away = new Promise<string>((resolve) => {
      element.navigate = resolve;
    });
    await element.updateComplete;
    await element.pay();
    await away;
  }
  document.body.innerHTML = '';
}

async function kept(page: Page, devtools: CDPSession): Promise<Kept> {
  for (let n = 0; n < 3; n += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? NaN;
  const expression = `customElements.get('kvit-checkout').prototype`;
  const { result } = await devtools.send('Runtime.evaluate', { expression });
  const prototypeObjectId = result.objectId ?? '';
  const { objects } = await devtools.send('Runtime.queryObjects', { prototypeObjectId });
  const count = {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length; }',
  };
  const { result: length } = await devtools.send('Runtime.callFunctionOn', { ...count, returnByValue: true });
  await devtools.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
  assert.equal(await page.locator('kvit-checkout').count(), 0);
  const [heap, listeners, nodes] = [metric('JSHeapUsedSize'), metric('JSEventListeners'), metric('Nodes')];
  return { heap, listeners, nodes, elements: Number(length.value) };
}

// only Chromium lets a test count what its heap holds; the other engines count listeners and timers in test/elements
const skip = !chosenEngines().includes('chromium');

let shop: StrictShop;
let browser: Browser;
before(async () => {
  if (skip) return;
  shop = await StrictShop.start();
  browser = await chromium.launch({
    executablePath: programPath('chromium'),
    args: [...CHROMIUM_FLAGS],
    timeout: 0,
  });
});
after(async () => {
  await browser?.close();
  await shop?.close();
});

for (const [name, paid] of [
  ['a thousand checkouts', false],
  ['a thousand checkouts of buyers who have just come back', true],
] as const) {
  test(`${name} put up and taken down leave nothing in the page (chromium)`, { skip }, async () => {
    const page = await browser.newPage();
    const head = '<script type="module" src="/dist/kvit.js"></script>';
    const orders = [1, 2, 3].map((n) => shop.page(`leaks-${paid}-${n}`, { head }));
    await page.goto(shop.page(`leaks-${paid}`, { head, body: '<main></main>' }).url);
    const carts = orders.map(({ order }) => checkout(order, 'editable website-url="/return"').trim());
    if (paid) await page.evaluate(pay, carts);
    const asked = () => shop.answers.filter(({ path }) => path === '/kvit/payment').length;
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    // what is made once, compiled, and fetched when the page is idle
    for (let n = 0; n < 3; n += 1) await page.evaluate(mount, { times: 100, carts });
    // looking leaves the inspector's own things in the page, once
    await kept(page, devtools);
    const first = await kept(page, devtools);
    const before = asked();
    await page.evaluate(mount, { times: 1000, carts });
    let last = await kept(page, devtools);
    // what is on its way when the elements go is let go of when it arrives
    await poll(async () => {
      if (last.elements > 0) last = await kept(page, devtools);
      return last.elements === 0;
    }, GOING);
    assert.equal(asked() > before, paid);
    assert.equal(last.elements, 0);
    assert.ok(last.listeners <= first.listeners, `${last.listeners - first.listeners} listeners more`);
    assert.ok(last.nodes <= first.nodes + 10, `${last.nodes - first.nodes} nodes more`);
    const growth = last.heap - first.heap;
    assert.ok(growth <= 200 * KB, `the heap grew by ${Math.round(growth / KB)} KB`);
  });
}
