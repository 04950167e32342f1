import { expect } from '@open-wc/testing';
import { hasPart } from './kit/deep.ts';
import { created, ElementSigner, Later, payment, refusal } from './kit/element-signer.ts';
import { countResources } from './kit/resource-counter.ts';
import { forgetPayments, freshPage, lookAgain } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { HANDLE, ORDER, PAGE } from './kit/sample.ts';
import { checkout, eventually, nextState, turn, until } from './kit/scene.ts';

/** Fewer than the thousand of test/e2e/leaks.test.ts, since three browsers share two cores here. */
const TIMES = 300;

describe('a page that adds and removes elements', () => {
  freshPage();

  for (const [name, begin] of [
    ['an idle checkout', () => undefined],
    ['a checkout that asks about a payment', () => remember()],
  ] as const) {
    it(`keeps no listener, timer or observer of ${name}`, async function manyTimes(this: {
      timeout(ms: number): void;
    }) {
      // the test waits for many idle callbacks, and three browsers share two cores
      this.timeout(30_000);
      // load the payment code first, so that each element starts a session
      const first = await checkout();
      await first.element.pay();
      first.place.remove();
      forgetPayments();
      await turn();
      const place = document.createElement('div');
      document.body.append(place);
      const signer = new ElementSigner().pays(payment(1)).receipts(refusal('not_found'));
      const counter = countResources();
      try {
        begin();
        for (let n = 0; n < TIMES; n += 1) {
          const element = document.createElement('kvit-checkout');
          Object.assign(element, { ...ORDER, signer, navigate: () => undefined });
          place.append(element);
          await element.updateComplete;
          const { length } = signer.calls;
          if (n % 20 === 0) {
            await until(element, () => hasPart(element, 'message'), 'the payment code');
            if (name.includes('asks')) await eventually(() => signer.calls.length > length, 'the question');
            // and the elements inside it
            await turn();
          }
          element.remove();
        }
        // pending idle callbacks find their element removed
        await new Promise((resolve) => {
          if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: 1000 });
          else requestAnimationFrame(resolve);
        });
        await turn();
        await turn();
        // an engine without idle callbacks has a due timer for each of the last elements
        await eventually(() => counter.timers() <= 2, 'the timers');
        expect(counter.listeners()).to.deep.equal({});
        expect(counter.observers()).to.equal(0);
        const { length } = signer.calls;
        lookAgain();
        await turn();
        expect(signer.calls).to.have.length(length);
      } finally {
        counter.close();
        place.remove();
      }
    });
  }
});

describe('a checkout that moves while its payment is created', () => {
  freshPage();

  it('creates one payment and leaves once after a hundred moves in one task', async () => {
    const later = new Later();
    const signer = new ElementSigner().creates(later.answer);
    const { element, left, place, ofType } = await checkout(signer);
    const places = [place, document.createElement('div')];
    document.body.append(...places);
    const counter = countResources();
    try {
      void element.pay();
      await nextState(element, 'submitting');
      for (let n = 0; n < 100; n += 1) {
        // every second move takes two steps, so that the element is off the page in between
        if (n % 4 < 2) element.remove();
        places[n % 2]?.append(element);
      }
      await turn();
      later.resolve(created(HANDLE, PAGE));
      await nextState(element, 'redirecting');
      expect(signer.calls.filter(({ name }) => name === 'createPayment')).to.have.length(1);
      expect(left).to.have.length(1);
      expect(ofType('kvit-pay')).to.have.length(1);
      element.remove();
      await turn();
      expect(counter.timers()).to.be.at.most(1);
    } finally {
      counter.close();
      for (const one of places) one.remove();
    }
  });

  it('forgets the press when it stays off the page; the next press uses the same key', async () => {
    const signer = new ElementSigner().creates(new Later().answer);
    const { element, place } = await checkout(signer);
    for (let n = 0; n < 5; n += 1) {
      void element.pay();
      await nextState(element, 'submitting');
      element.remove();
      await turn();
      place.append(element);
      await nextState(element, 'idle');
    }
    expect(new Set(signer.calls.map(({ key }) => key)).size).to.equal(1);
  });
});
