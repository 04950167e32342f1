import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { defineElements } from '../../src/elements/define.ts';
import { breakFile, mendFiles } from './kit/broken-file.ts';
import { focused, hasPart, part } from './kit/deep.ts';
import { ElementSigner, payment } from './kit/element-signer.ts';
import { freshPage } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { ORDER } from './kit/sample.ts';
import { eventually } from './kit/scene.ts';

defineElements();

/** A file of its own, because Firefox keeps a failed import for the life of the page. */
describe('a checkout whose payment code fails to load', () => {
  freshPage();
  afterEach(mendFiles);

  async function put(setup: object = {}) {
    breakFile('/src/elements/payment/payment-code.ts');
    const place = await fixture<HTMLElement>(html`<div></div>`);
    const element = document.createElement('kvit-checkout');
    const signer = new ElementSigner().pays(payment(3));
    Object.assign(element, { ...ORDER, signer, navigate: () => undefined }, setup);
    place.append(element);
    await element.updateComplete;
    return element;
  }

  it('moves the focus to the retry button', async () => {
    const element = await put();
    part(element, 'pay').focus();
    part(element, 'pay').click();
    await eventually(() => hasPart(element, 'retry'), 'the way out');
    await eventually(() => focused()?.tagName === 'BUTTON', 'the focus');
    part(element, 'retry').focus();
    part(element, 'retry').click();
    await element.updateComplete;
    await eventually(() => hasPart(element, 'retry'), 'the way out, again');
    await eventually(() => focused()?.tagName === 'BUTTON', 'the focus, again');
  });

  it('offers to pay in the end, also for a later order with a stored payment', async () => {
    remember({ uuid: 'order-2' });
    const element = await put();
    await eventually(() => hasPart(element, 'pay'), 'the cart');
    // until the load has failed, soon after the page is idle
    await aTimeout(1000);
    element.uuid = 'order-2';
    await element.updateComplete;
    await eventually(() => hasPart(element, 'pay') || hasPart(element, 'retry'), 'the way on');
    expect(element.getAttribute('state')).not.to.equal('checking');
  });
});
