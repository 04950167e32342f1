import { expect, fixture, html } from '@open-wc/testing';
import type { KvitCheckout } from '../../src/index.ts';
import { all, find, hasPart, part, textOf } from './kit/deep.ts';
import { ElementSigner, Later, payment, receipts, refusal } from './kit/element-signer.ts';
import { freshPage } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { bun, cheese, ORDER, receipt } from './kit/sample.ts';
import { checkout, eventually, nextState, status, turn, until } from './kit/scene.ts';

const FIRST = { uuid: 'first', description: 'Первый', amount: '250.50', items: [bun] };
const SECOND = { uuid: 'second', description: 'Второй', amount: '350.00', items: [cheese] };

/** Shows an order from the signer, then requests the next one. */
async function showsFirst(signer: ElementSigner) {
  const scene = await checkout(signer, { uuid: 'first', items: null, description: '' });
  await until(scene.element, () => scene.element.snapshot.order !== null, 'the order');
  scene.element.uuid = 'second';
  return scene;
}

describe('a checkout whose order changes', () => {
  freshPage();

  it('offers no payment while the signer’s next order loads', async () => {
    const later = new Later();
    const { element, signer } = await showsFirst(new ElementSigner().orders(FIRST, later.answer));
    await element.updateComplete;
    expect(hasPart(element, 'pay')).to.equal(false);
    expect(element.snapshot.order).to.equal(null);
    void element.pay();
    await turn();
    expect(signer.claims).to.deep.equal([]);
    later.resolve(SECOND);
    await eventually(() => hasPart(element, 'pay'), 'the second order');
    expect(textOf(part(element, 'total'))).to.contain('350,00');
  });

  it('shows the payment of the new order', async () => {
    remember({ uuid: 'second' });
    const { element } = await checkout(new ElementSigner().pays(payment(2)));
    await nextState(element, 'idle');
    element.uuid = 'second';
    await nextState(element, 'cancelled');
    expect(element.snapshot.uuid).to.equal('second');
  });

  it('requests it again if it left the page while the order loaded', async () => {
    const later = new Later();
    const signer = new ElementSigner().orders(later.answer, FIRST);
    const { element, place } = await checkout(signer, { uuid: 'first', items: null, description: '' });
    await eventually(() => signer.asked.length === 1, 'the request');
    element.remove();
    later.resolve(SECOND);
    await turn();
    place.append(element);
    await eventually(() => element.snapshot.order !== null, 'the order');
    expect(signer.asked).to.deep.equal(['first', 'first']);
  });

  it('requests it again after a failure, and pays nothing meanwhile', async () => {
    const { element, signer } = await showsFirst(
      new ElementSigner().orders(FIRST, new Error('offline'), SECOND),
    );
    await nextState(element, 'error');
    part(element, 'retry').click();
    await eventually(() => hasPart(element, 'pay'), 'the second order');
    expect(signer.claims).to.deep.equal([]);
    expect(element.snapshot.order?.uuid).to.equal('second');
  });

  it('sends nothing if the press is not sent yet', async () => {
    const place = await fixture<HTMLElement>(html`<div></div>`);
    const signer = new ElementSigner();
    const left: string[] = [];
    const element = document.createElement('kvit-checkout');
    const navigate = (url: string): void => void left.push(url);
    Object.assign(element, { ...ORDER, signer, navigate });
    place.append(element);
    await element.updateComplete;
    const press = element.pay();
    element.uuid = 'order-2';
    await press;
    await eventually(() => hasPart(element, 'message'), 'the payment code');
    expect(signer.claims).to.deep.equal([]);
    expect(left).to.deep.equal([]);
  });

  it('shows nothing of the last payment while it has no number', async () => {
    remember({ uuid: 'other' });
    const signer = new ElementSigner().pays(payment(3)).receipts(receipts(receipt));
    const { element, events } = await checkout(signer, { uuid: null });
    await turn();
    expect(signer.calls).to.deep.equal([]);
    expect(events.map(({ type }) => type).filter((type) => type !== 'kvit-error')).to.deep.equal([]);
    expect(hasPart(element, 'receipt')).to.equal(false);
  });
});

describe('an order that is read again', () => {
  freshPage();

  const press = async (element: KvitCheckout, name: string): Promise<void> => {
    find(element, `[aria-label^="${name}"]`).click();
    await element.updateComplete;
  };

  it('keeps the corrected price if it is unchanged', async () => {
    const order = { ...ORDER, amount: '270.00', items: [{ ...bun, price: 90 }] };
    const signer = new ElementSigner().creates(refusal('price_changed', { order }));
    const { element, place } = await checkout(signer);
    await element.pay();
    await eventually(() => textOf(part(element, 'pay')).includes('270,00'), 'the truer price');
    // frameworks do this at each of their renderings
    element.items = [{ ...bun }];
    await element.updateComplete;
    place.append(element);
    await element.updateComplete;
    expect(textOf(part(element, 'pay'))).to.contain('270,00');
    expect(all(element, '.notice')).to.have.length(1);
    element.items = [{ ...bun, price: '100.00' }];
    await element.updateComplete;
    expect(textOf(part(element, 'pay'))).to.contain('300,00');
    expect(all(element, '.notice')).to.have.length(0);
  });

  it('keeps the buyer’s changes if it is unchanged, even without storage', async () => {
    const { element } = await checkout(undefined, { editable: true });
    await press(element, 'Больше');
    sessionStorage.clear();
    element.items = [{ ...bun }];
    await element.updateComplete;
    expect(textOf(part(element, 'total'))).to.contain('334,00');
    element.reset();
    await element.updateComplete;
    expect(textOf(part(element, 'total'))).to.contain('250,50');
  });

  it('cannot be paid without lines, neither by a press nor by a retry', async () => {
    remember();
    const { element } = await checkout(new ElementSigner().pays(payment(4)), { editable: true });
    await nextState(element, 'failed');
    expect(hasPart(element, 'retry')).to.equal(true);
    await press(element, 'Убрать');
    expect(textOf(element)).to.contain('Корзина пуста');
    expect(hasPart(element, 'retry')).to.equal(false);
  });

  it('shows the order of the payment, even if a later press asked for another', async () => {
    remember();
    const signer = new ElementSigner().pays(payment(4)).creates(new Error('offline'));
    const { element } = await checkout(signer, { editable: true });
    await nextState(element, 'failed');
    await press(element, 'Больше');
    part(element, 'retry').click();
    await nextState(element, 'error');
    expect(signer.claims[0]?.amount).to.equal('334.00');
    element.remove();
    const paid = () => new ElementSigner().pays(payment(3)).receipts(receipts(receipt));
    const again = await checkout(paid(), { editable: true });
    await nextState(again.element, 'receipt');
    expect(again.element.snapshot.order?.amount).to.equal(25_050);
    const after = await status(paid(), { uuid: 'order-1' });
    await nextState(after.element, 'receipt');
    expect(textOf(after.element)).not.to.contain('334,00');
  });
});
