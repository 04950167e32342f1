import { expect, fixture, html } from '@open-wc/testing';
import { button, closedDialogs, gone, isLocked, isOpen, press, step } from './kit/buttons.ts';
import { part } from './kit/deep.ts';
import { freshPage } from './kit/page.ts';
import { eventually, turn } from './kit/scene.ts';

/** A button's dialog among what else is on a page: its history, its own dialogs, other buttons. */
describe('the step that a kvit-button makes in the history', () => {
  freshPage();
  closedDialogs();
  afterEach(() => history.replaceState(null, ''));

  it('is left by Back, which closes the dialog', async () => {
    const element = await button();
    await press(element);
    expect(step()).to.equal(element.uuid);
    history.back();
    await gone(element);
    expect(sessionStorage.getItem('kvit:open')).to.equal(null);
  });

  it('is taken back by closing, and leaves a router its state', async () => {
    history.replaceState({ key: 'abc', position: 4 }, '');
    const { href } = location;
    const element = await button();
    await press(element);
    expect(history.state).to.deep.equal({ key: 'abc', position: 4, kvit: element.uuid });
    expect(location.href).to.equal(href);
    part(element, 'close').click();
    await gone(element);
    expect(history.state).to.deep.equal({ key: 'abc', position: 4 });
  });

  it('is none of a router’s that went on meanwhile', async () => {
    const element = await button();
    await press(element);
    history.pushState({ route: 'thanks' }, '');
    element.remove();
    await eventually(() => !isLocked(), 'the lock to go');
    await turn();
    expect(history.state).to.deep.equal({ route: 'thanks' });
  });

  it('is made anew for a dialog that is opened again at once', async () => {
    const element = await button();
    await press(element);
    const back = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    element.close();
    await press(element);
    await back;
    await turn();
    expect(step()).to.equal(element.uuid);
    expect(isOpen(element)).to.equal(true);
    history.back();
    await gone(element);
  });

  it('may be refused by the browser', async () => {
    const { pushState } = history;
    history.pushState = () => {
      throw new DOMException('too many', 'SecurityError');
    };
    try {
      const element = await button();
      await press(element);
      expect(isLocked()).to.equal(true);
      element.close();
      await gone(element);
    } finally {
      history.pushState = pushState;
    }
  });
});

describe('a kvit-button among others', () => {
  freshPage();
  closedDialogs();

  it('opens its own order', async () => {
    const [first, second] = [await button(), await button({ uuid: 'order-2', description: 'Второй' })];
    await press(second);
    expect(isOpen(first)).to.equal(false);
    expect(sessionStorage.getItem('kvit:open')).to.equal('order-2');
    second.close();
    await gone(second);
    await press(first);
    expect(step()).to.equal(first.uuid);
  });

  for (const [order, at] of [
    ['last', 1],
    ['first', 0],
  ] as const) {
    it(`unlocks the page when both are open and the ${order} one is closed first`, async () => {
      const both = [await button(), await button({ uuid: 'order-2' })];
      for (const element of both) await press(element);
      const [one, other] = at ? both.toReversed() : both;
      const back = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
      one?.close();
      // whoever is not on top has no step to take back
      if (at) await back;
      await eventually(() => !(one && isOpen(one)), 'one to close');
      expect(isLocked()).to.equal(true);
      expect(other && isOpen(other)).to.equal(true);
      other?.close();
      await eventually(() => !isLocked(), 'the page');
      await back;
      await turn();
      // what is left of a step under another one; going back over it does nothing
      history.replaceState(null, '');
    });
  }
});

describe('a kvit-button in a dialog of the shop', () => {
  freshPage();
  closedDialogs();

  const within = async (): Promise<[HTMLDialogElement, Awaited<ReturnType<typeof button>>]> => {
    const shop = await fixture<HTMLDialogElement>(html`<dialog><p>Быстрый просмотр</p></dialog>`);
    const element = await button();
    shop.append(element);
    shop.showModal();
    await press(element);
    return [shop, element];
  };

  it('opens above it, and leaves it open', async () => {
    const [shop, element] = await within();
    const { x, y } = part(element, 'close').getBoundingClientRect();
    const top = document.elementFromPoint(x + 5, y + 5);
    expect(top === element).to.equal(true);
    element.close();
    await gone(element);
    expect(shop.open).to.equal(true);
    expect(shop.contains(document.activeElement)).to.equal(true);
  });

  it('does not outlive it: modal and out of sight, it would leave nobody a page', async () => {
    const [shop, element] = await within();
    shop.close();
    await gone(element);
    expect(isOpen(element)).to.equal(false);
  });

  it('does not open where it cannot be seen', async () => {
    const element = await button();
    element.hidden = true;
    element.style.display = 'none';
    await element.open();
    await gone(element);
    expect(isLocked()).to.equal(false);
  });
});
