import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from './driver/browser.ts';
import { inChromium, inEngines } from './driver/in-engines.ts';
import type { Page } from './driver/page.ts';
import { poll } from './driver/poll.ts';
import { Buyer } from './support/buyer.ts';
import { StrictShop } from './support/strict-shop.ts';

const SCRIPT = '<script type="module" src="/dist/kvit.js"></script>';
const ALONE = '<script>delete window.BroadcastChannel; delete Navigator.prototype.locks;</script>';

const ASKED = `performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/kvit/payment')).length`;

let shop: StrictShop;
before(async () => {
  shop = await StrictShop.start();
});
after(() => shop.close());

/** Tabs of one buyer, and what they ask. */
function onePayment(browser: () => Browser) {
  let buyer: Buyer;
  beforeEach(async () => {
    buyer = new Buyer(await browser().session(), browser().name, shop);
  });
  afterEach(() => buyer.session.close());

  /** So many tabs on the return page of a payment that was left open. */
  async function watching(count: number, head = ''): Promise<{ pages: Page[]; payment: number }> {
    const { here, page, session } = buyer;
    const { url, order } = shop.page('cart', { head: head + SCRIPT });
    const back = shop.page('return', {
      head: head + SCRIPT,
      body: '<kvit-status signer="/kvit"></kvit-status>',
    });
    await page.goto(url);
    await here.pays();
    await here.chooses('leave');
    const pages = [page];
    while (pages.length < count) pages.push(await session.newTab(back.url));
    for (const each of pages) {
      await buyer.at(each).sees('away');
      // windows side by side, as it were: a hidden tab asks nobody anything
      assert.equal(await each.evaluate('document.hidden'), false);
    }
    return { pages, payment: shop.sandbox.payments().find(({ uuid }) => uuid === order)?.id ?? 0 };
  }

  const counts = (pages: readonly Page[]) => Promise.all(pages.map((page) => page.evaluate<number>(ASKED)));

  /** Waits until some tab has asked so many times. @param since what is not counted. @returns how often each has, most first */
  async function asks(
    pages: readonly Page[],
    times: number,
    since: readonly number[] = [],
  ): Promise<number[]> {
    const reached = await poll(async () => {
      const asked = (await counts(pages)).map((count, n) => count - (since[n] ?? 0));
      return Math.max(...asked) >= times && asked.toSorted((one, other) => other - one);
    });
    assert.ok(reached, 'nobody asks');
    return reached;
  }

  return {
    watching,
    counts,
    asks,
    at: (page: Page) => buyer.at(page),
    isFirst: (page?: Page) => page === buyer.page,
  };
}

inEngines('two tabs that watch one payment', (browser) => {
  const { watching, counts, asks, at } = onePayment(browser);

  test('one asks for both, and both see the end', async () => {
    const { pages, payment } = await watching(2);
    const [, other = 0] = await asks(pages, 4);
    assert.ok(other <= 2, `the other asks ${other} times`);
    shop.sandbox.act(payment, 'pay');
    for (const page of pages) await at(page).sees('paid', 'receipt');
  });

  test('two, in a browser without locks and channels: each asks for itself, and both see the end', async () => {
    const { pages, payment } = await watching(2, ALONE);
    assert.equal(await pages[1]?.evaluate(`'BroadcastChannel' in window || 'locks' in navigator`), false);
    const both = await poll(async () => Math.min(...(await counts(pages))) >= 2);
    assert.ok(both, 'one of them asks for both');
    shop.sandbox.act(payment, 'pay');
    for (const page of pages) await at(page).sees('paid', 'receipt');
  });
});

inChromium('tabs that watch one payment', (browser) => {
  const { watching, counts, asks, at, isFirst } = onePayment(browser);

  test('five: one asks for all, another one takes over, and all see the end', async () => {
    const { pages, payment } = await watching(5);
    const [, ...others] = await asks(pages, 4);
    // each has asked when it came, and may have been looked at then
    assert.ok(Math.max(...others) <= 2, `the others ask ${others.join(', ')} times`);

    const all = await counts(pages);
    const [holder] = pages.splice(all.indexOf(Math.max(...all)), 1);
    // the tab that a session began with is the one its driver holds on to
    await (isFirst(holder) ? holder?.goto('about:blank') : holder?.close());
    const [, ...rest] = await asks(pages, 2, await counts(pages));
    assert.ok(Math.max(...rest) <= 1, `the others ask ${rest.join(', ')} times`);

    const before = await counts(pages);
    shop.sandbox.act(payment, 'pay');
    for (const page of pages) await at(page).sees('paid', 'receipt');
    const [most = 0] = await asks(pages, 1, before);
    assert.ok(most <= 3, `${most} questions for the end`);
  });
});
