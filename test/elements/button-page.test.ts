import { expect, fixture, html } from '@open-wc/testing';
import { button, closedDialogs, gone, isLocked, isOpen, press, entry } from './kit/buttons.ts';
import { part } from './kit/deep.ts';
import { freshPage } from './kit/page.ts';
import { eventually, turn } from './kit/scene.ts';

/** A button's dialog together with the page's history, its own dialogs and other buttons. */
describe('the history entry of a kvit-button', () => {
  freshPage();
  closedDialogs();
  afterEach(() => history.replaceState(null, ''));

  it('is removed by Back, which closes the dialog', async () => {
    const element = await button();
    await press(element);
    expect(entry()).to.equal(element.uuid);
    history.back();
    await gone(element);
    expect(sessionStorage.getItem('kvit:open')).to.equal(null);
  });

  it('is removed when the dialog closes, and keeps a router’s state', async () => {
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

  it('stays when a router navigated meanwhile', async () => {
    const element = await button();
    await press(element);
    history.pushState({ route: 'thanks' }, '');
    element.remove();
    await eventually(() => !isLocked(), 'the lock to go');
    await turn();
    expect(history.state).to.deep.equal({ route: 'thanks' });
  });

  it('is added again for a dialog that reopens at once', async () => {
    const element = await button();
    await press(element);
    const back = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));
    element.close();
    await press(element);
    await back;
    await turn();
    expect(entry()).to.equal(element.uuid);
    expect(isOpen(element)).to.equal(true);
    history.back();
    await gone(element);
  });

  it('is optional: the dialog works if the browser refuses it', async () => {
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
    expect(entry()).to.equal(first.uuid);
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
      // only the top dialog has an entry to remove
      if (at) await back;
      await eventually(() => !(one && isOpen(one)), 'one to close');
      expect(isLocked()).to.equal(true);
      expect(other && isOpen(other)).to.equal(true);
      other?.close();
      await eventually(() => !isLocked(), 'the page');
      await back;
      await turn();
      // the entry below the other one remains; going back over it does nothing
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

  it('opens above the shop’s dialog, which stays open', async () => {
    const [shop, element] = await within();
    const { x, y } = part(element, 'close').getBoundingClientRect();
    const top = document.elementFromPoint(x + 5, y + 5);
    expect(top === element).to.equal(true);
    element.close();
    await gone(element);
    expect(shop.open).to.equal(true);
    expect(shop.contains(document.activeElement)).to.equal(true);
  });

  it('closes with the shop’s dialog, because a hidden modal dialog would block the page', async () => {
    const [shop, element] = await within();
    shop.close();
    await gone(element);
    expect(isOpen(element)).to.equal(false);
  });

  it('does not open inside a hidden dialog', async () => {
    const element = await button();
    element.hidden = true;
    element.style.display = 'none';
    await element.open();
    await gone(element);
    expect(isLocked()).to.equal(false);
  });
});
