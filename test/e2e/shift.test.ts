import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { startDemo, type Demo } from '../../demo/start-demo.ts';
import { inChromium } from './driver/in-engines.ts';
import { poll } from './driver/poll.ts';
import { Buyer } from './support/buyer.ts';

/**
 * Layout shift since the page was opened and before any press. Only Chromium counts it. The browser tells of a
 * move some time after it; a mark of this test's own moves last, and when it has been told of, everything before it has.
 */
const SHIFTS = async (): Promise<string[]> => {
  interface Move extends PerformanceEntry {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly { readonly node: Node | null }[];
  }
  const mark = document.createElement('div');
  mark.style.cssText = 'position: fixed; left: 0; top: 0; width: 40px; height: 40px; background: red';
  document.documentElement.append(mark);
  const said: string[] = [];
  let told = false;
  const note = (entries: PerformanceEntryList): void => {
    for (const { value, hadRecentInput, sources } of entries as Move[]) {
      const nodes = sources.map(({ node }) => node);
      told ||= nodes.includes(mark);
      const moved = nodes.filter((node) => node !== mark).map((node) => node?.nodeName ?? 'something');
      if (!hadRecentInput && moved.length > 0) said.push(`${value.toFixed(4)}: ${moved.join(', ')}`);
    }
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });
  for (let frame = 0; !told; frame += 1) {
    mark.style.top = frame % 2 === 0 ? '0' : '100px';
    await new Promise((resolve) => void requestAnimationFrame(() => void setTimeout(resolve)));
    note(observer.takeRecords());
  }
  observer.disconnect();
  mark.remove();
  return said;
};

const PAGES = ['order', 'hold', 'subscription', 'product', 'new-tab', 'plain', 'plain-global'];

let demo: Demo;
before(async () => {
  demo = await startDemo({ port: 0, quiet: true, built: true });
});
after(() => demo.close());

inChromium('nothing jumps in the demo shop', (browser) => {
  let buyer: Buyer;
  beforeEach(async () => {
    buyer = new Buyer(await browser().session(), browser().name, demo);
  });
  afterEach(() => buyer.session.close());

  for (const [name, width, height] of [
    ['a phone', 390, 844],
    ['a desktop', 1280, 800],
  ] as const) {
    test(`on ${name}, from the cart to the receipt`, async () => {
      const { here, page } = buyer;
      await page.viewport(width, height);
      await here.opens('/demo/checkout.html');
      assert.deepEqual(await page.evaluate(SHIFTS), []);
      await here.pays();
      await here.chooses('pay');
      await here.sees('receipt');
      await page.waitFor('[part="receipt"]');
      assert.deepEqual(await page.evaluate(SHIFTS), []);
    });

    for (const cart of ['plain', 'checkout']) {
      test(`on ${name}, back on the page of the ${cart === 'plain' ? 'cart' : 'cart that can be changed'}: what the bank said and what can be done is in sight`, async () => {
        const { here, page } = buyer;
        await page.viewport(width, height);
        await here.opens(`/demo/${cart}.html`);
        await here.pays();
        await here.chooses('decline');
        await here.sees('failed');
        await page.goto(`${demo.url}/demo/${cart}.html`);
        await here.sees('failed');
        const hidden = `(() => {
        const root = document.querySelector('kvit-checkout').shadowRoot;
        return root.querySelector('[part="retry"]').getBoundingClientRect().bottom - innerHeight;
      })()`;
        const seen = await poll(async () => (await page.evaluate<number>(hidden)) <= 0);
        assert.ok(seen, 'the button is out of sight');
        // a cart that can be changed again has its steppers back, which take room
        if (cart === 'plain') assert.deepEqual(await page.evaluate(SHIFTS), []);
      });
    }

    test(`on ${name}, while a page comes`, async () => {
      const { page } = buyer;
      await page.viewport(width, height);
      const moved: Record<string, string[]> = {};
      for (const path of PAGES) {
        await page.goto(`${demo.url}/demo/${path}.html`);
        await page.waitFor('kvit-checkout [part="pay"], kvit-button [part="button"]');
        // the payment code has come, too
        if (path !== 'product') await page.waitFor('kvit-checkout [part="message"]', { state: 'attached' });
        const shifts = await page.evaluate(SHIFTS);
        if (shifts.length > 0) moved[path] = shifts;
      }
      assert.deepEqual(moved, {});
    });
  }
});
