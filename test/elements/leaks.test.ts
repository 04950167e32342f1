import { expect } from '@open-wc/testing';
import { ElementSigner, payment, refusal } from './kit/element-signer.ts';
import { openLedger } from './kit/ledger.ts';
import { freshPage } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { ORDER } from './kit/sample.ts';
import { checkout, nextState, turn } from './kit/scene.ts';

const TIMES = 200;

describe('a page that puts elements up and takes them down', () => {
  freshPage();

  for (const [name, begin] of [
    ['an idle checkout', () => undefined],
    ['a checkout that asks about a payment', () => remember()],
  ] as const) {
    it(`keeps nothing of ${name}`, async () => {
      // the code of the road is there, so that each element takes its whole road
      const first = await checkout();
      await first.element.pay();
      first.place.remove();
      await turn();
      const place = document.createElement('div');
      document.body.append(place);
      const signer = new ElementSigner().pays(payment(1)).receipts(refusal('not_found'));
      const ledger = openLedger();
      try {
        begin();
        for (let n = 0; n < TIMES; n += 1) {
          const element = document.createElement('kvit-checkout');
          Object.assign(element, { ...ORDER, signer, navigate: () => undefined });
          place.append(element);
          await element.updateComplete;
          if (n % 20 === 0) await nextState(element, name.includes('asks') ? 'checking' : 'idle');
          element.remove();
        }
        // what waited for the page to be idle finds its element gone
        await new Promise((resolve) => {
          if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: 1000 });
          else requestAnimationFrame(resolve);
        });
        await turn();
        await turn();
        expect(ledger.listeners()).to.deep.equal({});
        expect(ledger.timers()).to.be.at.most(2);
        expect(ledger.observers()).to.equal(0);
        const { length } = signer.calls;
        dispatchEvent(new Event('focus'));
        await turn();
        expect(signer.calls).to.have.length(length);
      } finally {
        ledger.close();
        place.remove();
      }
    });
  }
});
