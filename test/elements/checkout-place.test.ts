import { expect } from '@open-wc/testing';
import { defineElements } from '../../src/elements/define.ts';
import { button, closedDialogs, press } from './kit/buttons.ts';
import { all, find, hasPart, part, textOf } from './kit/deep.ts';
import { ElementSigner, Later, payment, refusal } from './kit/element-signer.ts';
import { freshPage, lookAgain } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { bun, ORDER } from './kit/sample.ts';
import { checkout, eventually, nextState, status, turn } from './kit/scene.ts';
import { words } from './kit/words.ts';

const HOUR = 3_600_000;
const LONG = Array.from({ length: 40 }, () => bun);

const LINE = `<kvit-item description="Булочка" quantity="3" price="83.50" vat-code="2" payment-subject="1"
  payment-mode="4"></kvit-item>`;

describe('the place of a checkout', () => {
  freshPage();
  beforeEach(() => scrollTo({ top: 0, behavior: 'instant' }));
  afterEach(() => document.body.removeAttribute('style'));

  /** Waits long enough for the page to scroll, if it does. */
  async function settled(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }

  it('scrolls a returning buyer to the outcome below a long cart', async () => {
    document.body.style.width = '400px';
    remember({ items: LONG });
    const signer = new ElementSigner().pays(payment(1), payment(2));
    const { element } = await checkout(signer, { items: LONG });
    await nextState(element, 'checking');
    if (self !== window.top) {
      // one engine runs tests in a frame, and the page around it must not scroll
      await settled();
      expect(scrollY).to.equal(0);
      return;
    }
    await eventually(() => scrollY > 0, 'the page to move');
    const { top, bottom } = part(element, 'message').getBoundingClientRect();
    expect(top).to.be.above(0);
    expect(bottom).to.be.below(innerHeight);
    // after the first touch the page does not scroll by itself
    dispatchEvent(new Event('wheel'));
    scrollTo({ top: 0, behavior: 'instant' });
    lookAgain();
    await nextState(element, 'cancelled');
    await settled();
    expect(scrollY).to.equal(0);
  });

  for (const [who, at] of [
    ['who has not paid', null],
    ['whose payment is a day old', 24 * HOUR],
  ] as const) {
    it(`does not scroll for a buyer ${who}`, async () => {
      document.body.style.width = '400px';
      if (at !== null) remember({ items: LONG }, { at: Date.now() - at });
      await checkout(new ElementSigner().pays(payment(1)), { items: LONG });
      await settled();
      expect(scrollY).to.equal(0);
    });
  }

  it('keeps the outcome in view beside a long cart', async () => {
    document.body.style.width = '1000px';
    const { element } = await checkout(new ElementSigner().creates(new Error('no answer')), { items: LONG });
    scrollTo({ top: 1500, behavior: 'instant' });
    await element.pay();
    await turn();
    const { top, bottom } = part(element, 'message').getBoundingClientRect();
    expect(top).to.be.at.least(0);
    expect(bottom).to.be.below(innerHeight);
  });

  for (const tag of ['kvit-checkout', 'kvit-status'] as const) {
    it(`keeps the page’s footer at its end with any paragraph styles: ${tag}`, async () => {
      remember();
      const signer = new ElementSigner().pays(payment(1));
      const { element } = await (tag === 'kvit-checkout' ? checkout(signer) : status(signer));
      const [one, other] = ['Звоните', 'Пишите'].map((words) => {
        const text = Object.assign(document.createElement('p'), { textContent: words, slot: 'footer' });
        text.style.margin = '0';
        element.append(text);
        return text;
      });
      Object.assign(element.style, { minHeight: '1200px', padding: '20px', boxSizing: 'border-box' });
      await nextState(element, 'checking');
      const end = element.getBoundingClientRect().bottom;
      expect(element.offsetHeight).to.equal(1200);
      expect(end - (other?.getBoundingClientRect().bottom ?? 0)).to.be.closeTo(20, 0.1);
      const apart = (other?.getBoundingClientRect().top ?? 0) - (one?.getBoundingClientRect().bottom ?? 0);
      expect(apart).to.be.below(20);
    });
  }

  it('offers no second payment until the state of the first is known', async () => {
    remember();
    defineElements();
    const element = document.createElement('kvit-checkout');
    Object.assign(element, { ...ORDER, signer: new ElementSigner().pays(payment(1)) });
    document.body.append(element);
    try {
      await element.updateComplete;
      // before the payment code has loaded
      expect(hasPart(element, 'message')).to.equal(false);
      expect(hasPart(element, 'pay')).to.equal(false);
      expect(hasPart(element, 'total')).to.equal(true);
      await element.pay();
      await eventually(() => hasPart(element, 'message'), 'the payment code');
      await nextState(element, 'checking');
    } finally {
      element.remove();
    }
  });
});

describe('an order with a payment under way', () => {
  freshPage();

  it('is shown even if the page’s order changed; the next payment uses the page’s order', async () => {
    remember({ items: [{ ...bun, quantity: 4 }] });
    const signer = new ElementSigner().pays(payment(1), payment(2));
    const { element } = await checkout(signer);
    await nextState(element, 'checking');
    expect(textOf(part(element, 'total'))).to.contain('334,00');
    expect(element.snapshot.order?.amount).to.equal(33_400);
    lookAgain();
    await nextState(element, 'cancelled');
    expect(textOf(part(element, 'total'))).to.contain('250,50');
  });

  it('is called already paid if this browser has no payment page for it', async () => {
    const signer = new ElementSigner().creates(refusal('already_paid', { id: 'p9' })).pays(payment(3));
    const { element } = await checkout(signer);
    await element.pay();
    await nextState(element, 'paid');
    expect(textOf(part(element, 'message'))).to.contain(words.alreadyPaid);
    const { element: other } = await checkout(new ElementSigner().creates(refusal('already_paid')), {
      uuid: 'order-2',
    });
    await other.pay();
    await nextState(other, 'error');
    expect(textOf(part(other, 'message')))
      .to.contain(words.alreadyPaid)
      .and.contain(words.mismatch[1]);
  });

  it('is announced to screen readers while the payment is created', async () => {
    const { element } = await checkout(new ElementSigner().creates(new Later().answer));
    void element.pay();
    await nextState(element, 'submitting');
    const message = part(element, 'message');
    expect(message.getAttribute('role')).to.equal('status');
    expect(textOf(message)).to.equal(words.submitting);
    expect(message.getBoundingClientRect().width).to.be.below(2);
    expect(getComputedStyle(part(element, 'pay')).opacity).to.equal('1');
  });
});

describe('a page that is still being parsed', () => {
  freshPage();
  closedDialogs();

  it('has no order yet, and shows that it is loading', async () => {
    Object.defineProperty(document, 'readyState', { value: 'loading', configurable: true });
    try {
      const element = document.createElement('kvit-checkout');
      document.body.append(element);
      await element.updateComplete;
      expect(find(element, 'section').getAttribute('aria-busy')).to.equal('true');
      element.remove();
    } finally {
      Reflect.deleteProperty(document, 'readyState');
    }
  });

  it('shows no partial order in a button’s dialog', async () => {
    Object.defineProperty(document, 'readyState', { value: 'loading', configurable: true });
    try {
      const element = await button({ items: null }, LINE);
      await element.open();
      element.insertAdjacentHTML('beforeend', LINE.replace('Булочка', 'Кекс'));
      Reflect.deleteProperty(document, 'readyState');
      document.dispatchEvent(new Event('DOMContentLoaded'));
      const inside = await press(element);
      await eventually(() => hasPart(inside, 'pay'), 'the button');
      expect(all(inside, '[part="line"] .name').map(textOf)).to.deep.equal(['Булочка', 'Кекс']);
    } finally {
      Reflect.deleteProperty(document, 'readyState');
    }
  });
});
