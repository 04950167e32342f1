import { expect, fixture, html } from '@open-wc/testing';
import type { KvitCart, KvitErrorCode, KvitReceipt, StateName } from '../../src/index.ts';
import { defineElements } from '../../src/elements/define.ts';
import { all, find, focused, hasPart, part, textOf } from './kit/deep.ts';
import { created, ElementSigner, Later, payment } from './kit/element-signer.ts';
import { freshPage, lookAgain } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { paidWithoutReceipt, STATE_SCENES, ERROR_SCENES } from './kit/state-scenes.ts';
import { bun, cheese, HANDLE, PAGE, receipt } from './kit/sample.ts';
import { checkout, eventually, nextState, status, turn } from './kit/scene.ts';
import { words } from './kit/words.ts';

defineElements();

/** Passes axe in light colours in a narrow place and in dark colours in a wide one. */
async function expectAccessible(element: HTMLElement): Promise<void> {
  const place = element.parentElement ?? element;
  for (const [scheme, width] of [
    ['light', '280px'],
    ['dark', '720px'],
  ]) {
    place.style.cssText = `color-scheme: ${scheme}; background: Canvas; width: ${width}; padding: 8px`;
    await turn();
    await expect(element).to.be.accessible();
  }
}

describe('axe finds nothing wrong with', () => {
  freshPage();

  for (const name of Object.keys(STATE_SCENES) as Exclude<StateName, 'error'>[]) {
    it(`kvit-checkout, ${name}`, async () => {
      const { element } = await STATE_SCENES[name]();
      if (name === 'receipt') await eventually(() => hasPart(element, 'receipt'), 'the receipt');
      await expectAccessible(element);
    });
  }

  for (const code of Object.keys(ERROR_SCENES) as KvitErrorCode[]) {
    it(`kvit-checkout, error ${code}`, async () => {
      const { element } = await ERROR_SCENES[code]();
      await expectAccessible(element);
    });
  }

  it('kvit-checkout with a late receipt', async () => {
    const { element } = await paidWithoutReceipt();
    await eventually(() => hasPart(element, 'check'), 'the button');
    await expectAccessible(element);
  });

  it('kvit-checkout with all consents and notes', async () => {
    const { element } = await checkout(undefined, {
      items: [bun, cheese],
      editable: true,
      subscribe: 'Month',
      holdTime: 3600,
      offerUrl: '/offer',
      privacyUrl: '/privacy',
    });
    await element.pay();
    const input = find(element, '.edit input') as HTMLInputElement;
    input.value = 'много';
    input.dispatchEvent(new Event('change'));
    await element.updateComplete;
    await expectAccessible(element);
  });

  it('kvit-checkout while disabled, loading and empty', async () => {
    await expectAccessible((await checkout(undefined, { disabled: true, editable: true })).element);
    const loading = new ElementSigner().orders(new Later().answer);
    await expectAccessible((await checkout(loading, { items: null })).element);
    const { element } = await checkout(undefined, { editable: true });
    find(element, '.edit button:last-child').click();
    await turn();
    await expectAccessible(element);
  });

  for (const [name, gatewayStatus] of [
    ['away', 0],
    ['checking', 1],
    ['cancelled', 2],
    ['paid', 3],
    ['failed', 4],
    ['held', 5],
  ] as const) {
    it(`kvit-status, ${name}`, async () => {
      remember();
      const { element } = await status(new ElementSigner().pays(payment(gatewayStatus)));
      await nextState(element, name);
      await expectAccessible(element);
    });
  }

  it('kvit-status without a payment', async () => {
    await expectAccessible((await status()).element);
  });

  it('kvit-cart, read-only and editable', async () => {
    const cart = await fixture<KvitCart>(html`<kvit-cart .items=${[bun, cheese]}></kvit-cart>`);
    await expectAccessible(cart);
    cart.editable = true;
    await cart.updateComplete;
    await expectAccessible(cart);
  });

  it('kvit-receipt, issued and failed', async () => {
    const items = [receipt, { status: 'fail', error: ['Касса недоступна'] }];
    const element = await fixture<KvitReceipt>(html`<kvit-receipt .items=${items}></kvit-receipt>`);
    await eventually(() => all(element, 'article').length === 2, 'the receipts');
    await expectAccessible(element);
  });
});

describe('a screen reader', () => {
  freshPage();

  it('hears each state once, from one live region that stays in the page', async () => {
    const signer = new ElementSigner().pays(payment(1), payment(3));
    const { element } = await checkout(signer, { target: '_blank' });
    const regions = all(element, '[role="status"]');
    expect(regions).to.have.length(1);
    const [region = element] = regions;
    const heard: string[] = [];
    const listen = new MutationObserver(() => {
      const said = textOf(region);
      if (said && heard.at(-1) !== said) heard.push(said);
    });
    listen.observe(region, { childList: true, subtree: true, characterData: true });
    await element.pay();
    await nextState(element, 'checking');
    lookAgain();
    await nextState(element, 'paid');
    await turn();
    listen.disconnect();
    const said = all(element, '[role="status"]');
    expect(said.length === 1 && said[0] === region).to.equal(true);
    expect(new Set(heard).size, heard.join('\n')).to.equal(heard.length);
    expect(heard.at(-1)).to.equal(`${words.paid[0]} ${words.paid[1]}`);
  });

  it('never gets a live region that was hidden', async () => {
    const { element } = await checkout();
    const region = part(element, 'message');
    expect(textOf(region)).to.equal('');
    for (let node: HTMLElement | null = region; node; node = node.parentElement)
      expect(getComputedStyle(node).display).not.to.equal('none');
  });

  it('gets the name of the line with each of its controls', async () => {
    const { element } = await checkout(undefined, { items: [bun, cheese], editable: true });
    const names = all(element, '.edit button, .edit input').map((one) => one.getAttribute('aria-label'));
    expect(new Set(names).size).to.equal(8);
  });
});

describe('the focus', () => {
  freshPage();

  it('moves to the text that replaces the pay button', async () => {
    const { element } = await checkout();
    part(element, 'pay').focus();
    part(element, 'pay').click();
    await nextState(element, 'redirecting');
    expect(focused() === part(element, 'message')).to.equal(true);
  });

  it('stays on the pay button while the payment is prepared', async () => {
    const later = new Later();
    const { element } = await checkout(new ElementSigner().creates(later.answer));
    const pay = part(element, 'pay');
    pay.focus();
    pay.click();
    await nextState(element, 'submitting');
    expect(focused() === pay).to.equal(true);
    later.resolve(created(HANDLE, PAGE));
    await nextState(element, 'redirecting');
  });

  it('moves to the text when a press removes the pressed button of a panel', async () => {
    remember();
    const { element } = await checkout(new ElementSigner().pays(payment(4)));
    await nextState(element, 'failed');
    part(element, 'retry').focus();
    part(element, 'retry').click();
    await nextState(element, 'redirecting');
    expect(element.shadowRoot?.activeElement).not.to.equal(null);
  });

  it('stays on the page’s own control', async () => {
    const { element, place } = await checkout();
    const own = document.createElement('button');
    place.append(own);
    own.focus();
    await element.pay();
    await nextState(element, 'redirecting');
    expect(focused() === own).to.equal(true);
  });

  it('reaches every control in reading order', async () => {
    const { element } = await checkout(undefined, { editable: true, privacyUrl: '/privacy' });
    const controls = all(element, 'button, input, a[href]').filter((one) => one.offsetParent !== null);
    expect(controls.every(({ tabIndex }) => tabIndex === 0)).to.equal(true);
    for (const control of controls) {
      control.focus();
      expect(focused() === control || (control as HTMLButtonElement).disabled).to.equal(true);
    }
  });
});

describe('a target for a finger', () => {
  freshPage();

  const small = (element: HTMLElement, selector: string): string[] =>
    all(element, selector)
      .map((one) => [one, one.getBoundingClientRect()] as const)
      .filter(([, { width, height }]) => width > 0 && (width < 44 || height < 44))
      .map(([one, { width, height }]) => `${textOf(one)} ${width} × ${height}`);

  it('is large enough for every button of the cart and the form', async () => {
    const { element, place } = await checkout(undefined, { items: [bun, cheese], editable: true });
    for (const width of ['280px', '720px']) {
      place.style.width = width;
      await turn();
      expect(small(element, 'button, .edit input')).to.deep.equal([]);
    }
  });

  it('is large enough for every button of a panel and a receipt', async () => {
    expect(small((await STATE_SCENES.away()).element, 'button')).to.deep.equal([]);
    const { element } = await STATE_SCENES.receipt();
    await eventually(() => hasPart(element, 'receipt'), 'the receipt');
    expect(small(element, 'button, footer a')).to.deep.equal([]);
  });

  it('includes the text of a consent', async () => {
    const { element } = await checkout(undefined, { privacyUrl: '/privacy' });
    expect(small(element, '.consent label')).to.deep.equal([]);
    const label = find(element, '.consent label');
    label.click();
    expect((find(element, '#personal_data') as HTMLInputElement).checked).to.equal(true);
  });
});
