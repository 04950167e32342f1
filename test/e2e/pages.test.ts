import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from './driver/page.ts';
import { inShop } from './support/in-shop.ts';

inShop('pages of the shop', (scene, _engine, first) => {
  test('/demo/new-tab.html: paid in another tab while this one watches', async () => {
    const { buyer, payments } = scene();
    const { here, session } = buyer;
    const order = await here.opens('/demo/new-tab.html');
    const there = buyer.at(await session.openedBy(() => here.presses()));
    await there.isAtTheGateway();
    assert.equal(await there.page.evaluate('window.opener'), null);
    await here.sees('away');
    await here.reads(/^Ждём оплату/);
    await there.chooses('pay');
    await there.sees('paid', 'receipt');
    await there.page.close();
    await here.sees('paid', 'receipt');
    await here.reads(/^Оплачено/);
    assert.deepEqual(
      payments(order).map(({ status }) => status),
      [3],
    );
  });

  test('keyboard only: to the pay button and on, and the words of a state take over the focus', async () => {
    const { buyer, demo } = scene();
    const { here, page } = buyer;
    demo.sandbox.scenario = 'error-500';
    await here.opens('/demo/plain.html');
    await page.waitFor('[part="message"]');
    await page.evaluate(FOLLOW_LIVE_REGION);
    await tabTo(page, 'pay');
    await page.press('Enter');
    await here.sees('error');
    await here.reads('Оплата не началась');
    assert.equal(await focusedPart(page), 'message');
    assert.deepEqual(await page.evaluate('window.said'), ['Готовим оплату…', 'Оплата не началась']);

    demo.sandbox.scenario = 'paid';
    await tabTo(page, 'retry');
    await page.press('Enter');
    await here.isAtTheGateway();
    await page.back();
    await here.sees('away');
    await tabTo(page, 'back');
    await page.press('Enter');
    await here.isAtTheGateway();
  });

  // prices, sums and addresses are the same in every engine, and other tests pay on these pages in all of them
  if (!first) return;

  for (const [path, sum] of [
    ['/demo/plain.html', /1\s363,00\s₽/],
    ['/demo/plain-global.html', /1\s363,00\s₽/],
    ['/demo/order.html', /5\s800,00\s₽/],
  ] as const) {
    test(`${path}: from the cart to paid`, async () => {
      const { buyer, payments } = scene();
      const { here, page } = buyer;
      const order = await here.opens(path);
      await page.waitForText(sum, { selector: '[part="total"]' });
      await page.waitForText(sum, { selector: '[part="pay"]' });
      await here.pays();
      assert.match(await page.text('h1'), sum);
      await here.chooses('pay');
      await here.sees('paid', 'receipt');
      assert.deepEqual(
        payments(order).map(({ status }) => status),
        [3],
      );
    });
  }

  test('a price that has changed: both sums are shown, and the second press pays the true one', async () => {
    const { buyer, payments } = scene();
    const { here, page } = buyer;
    const order = await here.opens('/demo/checkout.html');
    // as if the page had lain open since the bun cost 10 roubles
    await page.evaluate(() => {
      const checkout = document.querySelector('kvit-checkout') as unknown as { items: { price: number }[] };
      checkout.items = checkout.items.map((item, at) => (at === 0 ? { ...item, price: 10 } : item));
    });
    await page.waitForText(/1\s077,00/, { selector: '[part="pay"]' });
    await here.presses();
    await page.waitForText(/1\s077,00\s₽[^]*1\s297,50\s₽/, {
      selector: '[role="alert"].notice',
    });
    await here.sees('idle');
    assert.deepEqual(payments(order), []);
    await here.pays();
    assert.match(await page.text('h1'), /1\s297,50/);
    assert.deepEqual(
      payments(order).map(({ amount }) => amount),
      ['1297.50'],
    );
  });

  test('a signer planted in HTML on another origin: an error, and not one request', async () => {
    const { buyer, demo } = scene();
    const { here, page } = buyer;
    await page.goto(`${demo.url}/demo/offer.html`);
    const codes = await page.evaluate(async (address: string) => {
      const heard: string[] = [];
      const first = new Promise((resolve) => {
        document.addEventListener('kvit-error', (event) => {
          heard.push((event as { code?: string }).code ?? '');
          resolve(event);
        });
      });
      // the page has no script of ours: the widget comes with the planted element's page
      await import(address);
      const template = document.createElement('kvit-checkout');
      template.setAttribute('signer', 'https://evil.example/kvit');
      template.setAttribute('uuid', 'planted');
      document.body.append(template);
      await first;
      await (template as unknown as { pay(): Promise<void> }).pay();
      return heard;
    }, '/src/index.ts');
    assert.deepEqual([...new Set(codes)], ['signer_forbidden']);
    await here.sees('error');
    await page.waitForText('Оплата временно недоступна', { selector: 'kvit-checkout' });
    assert.equal(await here.offers('retry'), false);
    const asked = await page.evaluate<string[]>(
      `performance.getEntriesByType('resource').map(({ name }) => name)`,
    );
    assert.deepEqual(
      asked.filter((address) => address.includes('evil') || address.includes('/kvit/')),
      [],
    );
  });
});

/** Notes what a screen reader would say of the element's state: each title once. */
const FOLLOW_LIVE_REGION = `(() => {
  window.said = [];
  const region = document.querySelector('kvit-checkout').shadowRoot.querySelector('[part="message"]');
  new MutationObserver(() => {
    const title = region.querySelector('.title')?.textContent;
    if (title) window.said.push(title);
  }).observe(region, { childList: true, subtree: true, characterData: true });
})()`;

const FOCUSED = `(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element?.getAttribute('part') ?? null;
})()`;

/** The CSS part that has the focus. */
function focusedPart(page: Page): Promise<string | null> {
  return page.evaluate(FOCUSED);
}

/** Presses Tab until a part has the focus, a page's worth of times at most. */
async function tabTo(page: Page, part: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if ((await focusedPart(page)) === part) return;
    await page.press('Tab');
  }
  assert.fail(`Tab does not reach ${part}`);
}
