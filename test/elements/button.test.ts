import { aTimeout, expect } from '@open-wc/testing';
import {
  button,
  checkoutIn,
  closedDialogs,
  gone,
  isLocked,
  isOpen,
  opened,
  press,
  pressed,
  entry,
} from './kit/buttons.ts';
import { all, find, focused, hasPart, part, textOf } from './kit/deep.ts';
import { ElementSigner, payment } from './kit/element-signer.ts';
import { countResources } from './kit/resource-counter.ts';
import { freshPage } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { bun, cheese, ORDER } from './kit/sample.ts';
import { eventually, nextState, turn } from './kit/scene.ts';
import { words } from './kit/words.ts';

const LINE = `<kvit-item description="Булочка" quantity="3" price="83.50" vat-code="2" payment-subject="1"
  payment-mode="4"></kvit-item>`;

describe('the label of a kvit-button', () => {
  freshPage();
  closedDialogs();

  const label = async (inside: string): Promise<string> => {
    const element = await button({}, inside);
    const slot = find(element, 'button slot') as HTMLSlotElement;
    const own = slot.assignedNodes().map(({ textContent }) => textContent?.trim() ?? '');
    return [...own, textOf(pressed(element))].join('');
  };

  it('is ours if the page gives none', async () => {
    expect(await label('')).to.equal(words.buy);
  });

  it('is ours beside kvit-item elements and slots of the dialog', async () => {
    expect(await label(` ${LINE} <!-- note --> <p slot="footer">Привезём сегодня</p> `)).to.equal(words.buy);
  });

  it('is the page’s text or picture', async () => {
    expect(await label(`${LINE} Беру `)).to.equal('Беру');
    expect(await label(`${LINE}<b>Беру</b>`)).to.equal('Беру');
    expect(await label(`<img alt="Беру" />`)).to.equal('');
  });

  it('is the page’s also if it appears later', async () => {
    const element = await button();
    element.append('Беру');
    await eventually(() => textOf(pressed(element)) === '', 'our words to go');
  });
});

describe('the dialog of a kvit-button', () => {
  freshPage();
  closedDialogs();

  it('shows the checkout of the order, by attributes or by properties', async () => {
    const element = await button(
      { items: null, description: 'Завтрак', editable: true, subscribe: 'Week' },
      LINE,
    );
    element.setAttribute('offer-url', '/offer');
    element.setAttribute('hold-time', '3600');
    const checkout = await press(element);
    expect(textOf(find(checkout, 'h2'))).to.equal('Завтрак');
    expect(textOf(part(checkout, 'total'))).to.contain('250,50');
    expect(textOf(part(checkout, 'pay'))).to.contain(words.subscribe);
    expect(checkout.uuid).to.equal(ORDER.uuid);
    expect(checkout.editable).to.equal(true);
    expect(checkout.holdTime).to.equal(3600);
    expect((find(checkout, '.note a') as HTMLAnchorElement).href).to.equal(
      new URL('/offer', location.href).href,
    );
    expect(find(element, 'dialog').getAttribute('aria-label')).to.equal('Завтрак');
  });

  it('has the button’s name until the order has a description', async () => {
    const signer = new ElementSigner().orders({ ...ORDER, amount: '250.50' });
    const element = await button({ signer, items: null, description: '' }, 'Оплатить счёт');
    await press(element);
    expect(find(element, 'dialog').getAttribute('aria-label')).to.equal('Оплатить счёт');
  });

  it('passes the page’s slots on', async () => {
    const element = await button({}, '<p slot="footer">Привезём сегодня</p>');
    await press(element);
    expect(element.querySelector('p')?.getClientRects()).to.have.length(1);
  });

  it('takes the focus and returns it', async () => {
    const element = await button();
    await press(element);
    expect(focused()).to.equal(part(element, 'close'));
    part(element, 'close').click();
    await gone(element);
    expect(focused()).to.equal(pressed(element));
  });

  it('gives the focus to the button if nothing had it, as after a click in Safari', async () => {
    const element = await button();
    (document.activeElement as HTMLElement | null)?.blur();
    await element.open();
    await opened(element);
    element.close();
    await gone(element);
    expect(focused()).to.equal(pressed(element));
  });

  it('stops the page behind from scrolling, and keeps the page’s own changes', async () => {
    const { style } = document.documentElement;
    style.overflow = 'hidden';
    const element = await button();
    await press(element);
    expect(isLocked()).to.equal(true);
    style.overflow = '';
    expect(isLocked()).to.equal(true);
    element.close();
    await gone(element);
    expect(style.overflow).to.equal('');
  });

  it('has its styles in browsers that cannot adopt style sheets', async () => {
    const kept = Object.getOwnPropertyDescriptor(Document.prototype, 'adoptedStyleSheets') ?? {};
    Reflect.deleteProperty(Document.prototype, 'adoptedStyleSheets');
    try {
      const element = await button();
      await press(element);
      expect(isLocked()).to.equal(true);
      expect(getComputedStyle(find(element, 'dialog')).borderTopWidth).to.equal('0px');
      element.close();
      await gone(element);
    } finally {
      Object.defineProperty(Document.prototype, 'adoptedStyleSheets', kept);
    }
  });

  it('keeps the buyer’s quantities when it reopens', async () => {
    const element = await button({ items: null, editable: true }, LINE);
    const checkout = await press(element);
    find(checkout, '.edit button:nth-of-type(2)').click();
    await eventually(() => textOf(part(checkout, 'pay')).includes('334,00'), 'the new sum');
    element.close();
    await gone(element);
    await press(element);
    expect(textOf(part(checkout, 'pay'))).to.contain('334,00');
  });

  it('shows lines and texts that the page changed meanwhile', async () => {
    const element = await button({ items: null }, LINE);
    const checkout = await press(element);
    element.close();
    await gone(element);
    element.querySelector('kvit-item')?.setAttribute('price', '100');
    element.setAttribute('subscribe', 'Day');
    await press(element);
    await eventually(() => textOf(part(checkout, 'total')).includes('300,00'), 'the new price');
    expect(textOf(part(checkout, 'pay'))).to.contain(words.subscribe);
    element.close();
    await gone(element);
    element.removeAttribute('subscribe');
    element.items = [cheese, bun];
    await press(element);
    expect(textOf(part(checkout, 'pay')))
      .to.contain('600,50')
      .and.contain(words.pay);
  });

  it('lets its events reach the page', async () => {
    const element = await button();
    const heard: [string, EventTarget | null][] = [];
    for (const type of ['kvit-pay', 'kvit-redirect', 'kvit-change'])
      element.parentElement?.addEventListener(type, ({ target }) => void heard.push([type, target]));
    const checkout = await press(element);
    await checkout.pay();
    await nextState(checkout, 'redirecting');
    expect(new Set(heard.map(([type]) => type))).to.deep.equal(
      new Set(['kvit-pay', 'kvit-change', 'kvit-redirect']),
    );
    expect(heard.every(([, target]) => target === element)).to.equal(true);
  });

  const order = { ...ORDER, amount: '250.50' };
  for (const [name, setup, line] of [
    ['lines in HTML', { items: null }, LINE],
    ['lines that were set', {}, undefined],
    ['the signer’s order', { items: null, signer: new ElementSigner().orders(order) }, undefined],
  ] as const) {
    it(`shows the button’s lines again after the buyer emptied the cart: ${name}`, async () => {
      const element = await button({ ...setup, editable: true }, line);
      const inside = await press(element);
      await eventually(() => hasPart(inside, 'total'), 'the cart');
      find(inside, '[aria-label^="Убрать"]').click();
      await eventually(() => !hasPart(inside, 'total'), 'the empty cart');
      element.close();
      await gone(element);
      await press(element);
      await eventually(() => hasPart(inside, 'pay'), 'the pay button');
    });
  }

  it('stays closed if it is closed while its code loads', async () => {
    const element = await button();
    const opening = element.open();
    element.close();
    await opening;
    await aTimeout(20);
    expect(isOpen(element)).to.equal(false);
    expect(isLocked()).to.equal(false);
  });

  it('does not open while it is disabled', async () => {
    const element = await button({ disabled: true });
    expect((pressed(element) as HTMLButtonElement).disabled).to.equal(true);
    await element.open();
    expect(all(element, 'dialog')).to.deep.equal([]);
  });

  it('passes axe, closed and open', async () => {
    const element = await button({ items: null }, LINE);
    await expect(element).to.be.accessible();
    await press(element);
    await expect(element).to.be.accessible();
  });
});

describe('a kvit-button on a page that the buyer returns to', () => {
  freshPage();
  closedDialogs();

  it('opens by itself and shows the state of the payment', async () => {
    remember();
    sessionStorage.setItem('kvit:open', ORDER.uuid);
    const element = await button({ signer: new ElementSigner().pays(payment(2)) });
    const checkout = await opened(element);
    await nextState(checkout, 'cancelled');
    expect(entry()).to.equal(ORDER.uuid);
  });

  it('adds no second history entry after a reload on the first', async () => {
    history.pushState({ page: 1, kvit: ORDER.uuid }, '');
    const { length } = history;
    sessionStorage.setItem('kvit:open', ORDER.uuid);
    const element = await button();
    await opened(element);
    expect(history.length).to.equal(length);
    element.close();
    await gone(element);
  });

  it('stays closed for another order, and after the buyer closed it', async () => {
    sessionStorage.setItem('kvit:open', 'order-7');
    const element = await button();
    await aTimeout(50);
    expect(isOpen(element)).to.equal(false);
    element.uuid = 'order-7';
    await opened(element);
    element.close();
    await gone(element);
    expect(sessionStorage.getItem('kvit:open')).to.equal(null);
  });
});

describe('a kvit-button that leaves the page', () => {
  freshPage();
  closedDialogs();

  it('leaves no open dialog, no scroll lock and no listener', async () => {
    // load the code first, so that every repetition is equal
    const first = await button();
    await press(first);
    first.remove();
    await gone(first);
    const element = await button({ uuid: 'order-2' });
    const counter = countResources();
    try {
      for (let n = 0; n < 5; n += 1) {
        const place = element.parentElement;
        const checkout = await press(element);
        await eventually(() => hasPart(checkout, 'message'), 'the payment code');
        // an earlier Back has closed it, so there is no entry to remove
        if (n % 2 === 1) history.back();
        if (n % 2 === 1) await gone(element);
        element.remove();
        expect(isOpen(element)).to.equal(false);
        await gone(element);
        expect(counter.listeners()).to.deep.equal({});
        expect(counter.observers()).to.equal(0);
        place?.append(element);
      }
    } finally {
      counter.close();
    }
  });

  it('opens nothing if it leaves while loading, and works when it returns', async () => {
    const element = await button();
    const place = element.parentElement;
    const opening = element.open();
    element.remove();
    await opening;
    await gone(element);
    expect(isOpen(element)).to.equal(false);
    place?.append(element);
    await turn();
    expect(element.shadowRoot?.querySelector('[role="alert"]')).to.equal(null);
    await press(element);
    expect(checkoutIn(element).isConnected).to.equal(true);
  });
});
