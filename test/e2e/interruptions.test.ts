import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inShop } from './support/in-shop.ts';

const CART = '/demo/checkout.html';
const PLAIN = '/demo/plain.html';

/** What the page lives through. It has this only as long as it is the same page. */
const KEEP_DIARY = (): void => {
  const states: string[] = [];
  const shows: boolean[] = [];
  Object.assign(window, { diary: { states, shows } });
  const note = ({ target }: Event): void =>
    void states.push((target as unknown as { snapshot: { state: string } }).snapshot.state);
  document.addEventListener('kvit-change', note);
  addEventListener('pageshow', ({ persisted }) => void shows.push(persisted));
};

/** From parent to parent and back: fifty times in one go, fifty times with a task between. */
const MOVE_ABOUT = async (): Promise<void> => {
  // as the page's own script would: WebKit lets promises go on in the middle of a driver's
  await new Promise((resolve) => void setTimeout(resolve));
  const element = document.querySelector('kvit-checkout') as Element;
  const places = [element.parentElement, document.body.appendChild(document.createElement('div'))];
  const move = (n: number): void => {
    // every other time in two steps, so that for a moment it is nowhere
    if (n % 4 < 2) element.remove();
    places[(n + 1) % 2]?.append(element);
  };
  for (let n = 0; n < 50; n += 1) move(n);
  for (let n = 0; n < 50; n += 1) {
    move(n);
    await new Promise((resolve) => void setTimeout(resolve));
  }
};

const TAKE_OFF = async (): Promise<void> => {
  const element = document.querySelector('kvit-checkout') as Element;
  const place = element.parentElement;
  element.remove();
  await new Promise((resolve) => void setTimeout(resolve));
  place?.append(element);
};

interface Diary {
  readonly states: readonly string[];
  /** of each time it was shown again, whether it came from the browser's memory */
  readonly shows: readonly boolean[];
}

inShop('reload, Back, tabs and double clicks', (scene) => {
  test('a reload before paying, while the page is made, on the payment page and on the return: one payment', async () => {
    const { buyer, holdGateway, payments } = scene();
    const { here, page } = buyer;
    const order = await here.opens(PLAIN);
    await page.reload();
    await here.sees('idle');
    assert.equal(await here.orderNumber(), order);

    const release = holdGateway();
    await here.presses();
    await here.sees('submitting');
    await page.reload();
    // the press came to nothing that this browser knows of, so the cart is there again
    await here.presses();
    await here.sees('submitting');
    release();
    const url = await here.isAtTheGateway();
    await page.reload();
    assert.equal(await here.isAtTheGateway(), url);
    await here.chooses('leave');
    await here.sees('away');
    await page.reload();
    await here.sees('away');
    assert.deepEqual(
      payments(order).map(({ paymentUrl }) => paymentUrl),
      [url],
    );
  });

  test('declined, and the cart opened again: its retry works without asking for the consent once more', async () => {
    const { buyer, payments } = scene();
    const { here, page } = buyer;
    const order = await here.opens(CART);
    await here.pays();
    await here.chooses('decline');
    await here.sees('failed');
    await page.goto(scene().demo.url + CART);
    await here.sees('failed');
    await here.takes('retry');
    await here.isAtTheGateway();
    assert.equal(payments(order).length, 2);
  });

  test('Back from the payment page: nothing hangs, and paying again leads to the same page', async () => {
    const { buyer, payments } = scene();
    const { here, page } = buyer;
    const order = await here.opens(CART);
    await page.evaluate(KEEP_DIARY);
    const url = await here.pays();
    await page.back();
    await here.sees('away');
    await here.reads(/^Ждём оплату/);
    await here.takes('back');
    assert.equal(await here.isAtTheGateway(), url);
    await page.back();
    await here.sees('away');
    // the very page that was left came back both times, and asked instead of showing its last picture
    const { states, shows } = await page.evaluate<Diary>('window.diary');
    assert.deepEqual(shows, [true, true]);
    assert.deepEqual([...states.slice(0, 2), states.at(-1)], ['submitting', 'redirecting', 'away']);
    // a merchant's own button calls pay()
    await page.evaluate(`void document.querySelector('kvit-checkout').pay()`);
    assert.equal(await here.isAtTheGateway(), url);
    assert.deepEqual(
      payments(order).map(({ paymentUrl }) => paymentUrl),
      [url],
    );
  });

  test('Back while the page is made: the button can be pressed again, for the same payment', async () => {
    const { buyer, demo, payments } = scene();
    const { here, page } = buyer;
    await page.goto(`${demo.url}/demo/offer.html`);
    const order = await here.opens(PLAIN);
    const release = scene().holdGateway();
    await here.presses();
    await here.sees('submitting');
    await page.back();
    await here.opens(PLAIN);
    await here.sees('idle');
    await here.presses();
    await here.sees('submitting');
    release();
    await here.isAtTheGateway();
    assert.equal(payments(order).length, 1);
  });

  test('a second tab hears of the payment and leads to the same page', async () => {
    const { buyer, demo, payments } = scene();
    const { here, session } = buyer;
    const order = await here.opens(PLAIN);
    const other = buyer.at(await session.newTab(demo.url + PLAIN));
    await other.sees('idle');
    const url = await here.pays();
    await other.sees('away', 'checking');
    await other.sees('away');
    await other.takes('back');
    assert.equal(await other.isAtTheGateway(), url);
    await other.chooses('pay');
    await other.sees('paid', 'receipt');
    // the first tab's page is spent: it offers nothing to pay
    await here.page.reload();
    assert.equal(await here.page.exists('button[value="pay"]'), false);
    assert.equal(payments(order).length, 1);
  });

  test('two tabs press: one payment, one page', async () => {
    const { buyer, demo, payments } = scene();
    const { here, session } = buyer;
    const release = scene().holdGateway();
    const order = await here.opens(PLAIN);
    const other = buyer.at(await session.newTab(demo.url + PLAIN));
    await other.sees('idle');
    await here.presses();
    await other.presses();
    await other.sees('submitting');
    release();
    const url = await here.isAtTheGateway();
    assert.equal(await other.isAtTheGateway(), url);
    assert.equal(payments(order).length, 1);
  });

  test('moved about a hundred times while the page is made, at once and one task after another: one payment', async () => {
    const { buyer, holdGateway, payments } = scene();
    const { here, page } = buyer;
    const order = await here.opens(PLAIN);
    const release = holdGateway();
    await here.presses();
    await here.sees('submitting');
    await page.evaluate(MOVE_ABOUT);
    release();
    await here.isAtTheGateway();
    assert.equal(payments(order).length, 1);
  });

  test('taken off and put back while the page is made: the press is forgotten, the payment is not', async () => {
    const { buyer, holdGateway, payments } = scene();
    const { here, page } = buyer;
    const order = await here.opens(PLAIN);
    const release = holdGateway();
    await here.presses();
    await here.sees('submitting');
    await page.evaluate(TAKE_OFF);
    await here.sees('idle');
    await here.presses();
    await here.sees('submitting');
    release();
    await here.isAtTheGateway();
    assert.equal(payments(order).length, 1);
  });

  test('a double click makes one payment', async () => {
    const { buyer, holdGateway, payments } = scene();
    const { here, page } = buyer;
    const order = await here.opens(CART);
    const release = holdGateway();
    await here.presses();
    await page.click('[part="pay"]');
    await page.press('Enter');
    release();
    await here.isAtTheGateway();
    assert.equal(payments(order).length, 1);
  });

  test('a paid order opened again shows the receipt and cannot be paid', async () => {
    const { buyer, demo, browser, payments } = scene();
    const { here, page } = buyer;
    const order = await here.opens(PLAIN);
    await here.pays();
    await here.chooses('pay');
    await here.sees('paid', 'receipt');
    await page.goto(demo.url + PLAIN);
    await here.sees('receipt');
    assert.equal(await here.orderNumber(), order);
    assert.equal(await here.offers('pay'), false);
    await page.evaluate(`document.querySelector('kvit-checkout').pay()`);
    assert.equal(await here.state(), 'receipt');

    // another device knows nothing of it until it asks
    const elsewhere = await browser.session();
    try {
      const there = buyer.at(elsewhere.page);
      await there.opens(PLAIN);
      await elsewhere.page.evaluate(
        (uuid: string) => document.querySelector('kvit-checkout')?.setAttribute('uuid', uuid),
        order,
      );
      await there.presses();
      await there.sees('paid', 'receipt');
    } finally {
      await elsewhere.close();
    }
    assert.equal(payments(order).length, 1);
  });
});
