import { expect } from '@open-wc/testing';
import { hasPart, part, textOf } from './kit/deep.ts';
import { created, ElementSigner, payment, receipts, refusal } from './kit/element-signer.ts';
import { freshPage, lookAgain } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { bun, HANDLE, ORDER, PAGE, receipt } from './kit/sample.ts';
import { eventually, nextState, status, turn, until } from './kit/scene.ts';
import { words } from './kit/words.ts';

describe('kvit-status', () => {
  freshPage();

  it('says that there is no payment if none was started', async () => {
    const { element, signer } = await status();
    await until(element, () => textOf(element).includes(words.nothing[0]), 'the words');
    expect(element.getAttribute('state')).to.equal('idle');
    expect(element.snapshot).to.deep.equal({ state: 'idle', uuid: null, order: null });
    expect(signer.calls).to.deep.equal([]);
  });

  it('resumes the last payment of this browser', async () => {
    remember({ uuid: 'older' }, { at: Date.now() - 60_000, id: 'older-handle' });
    remember();
    const { element, signer } = await status(new ElementSigner().pays(payment(1)));
    await nextState(element, 'checking');
    await eventually(() => signer.calls.length > 0, 'a call');
    expect(signer.calls.map(({ about }) => about)).to.deep.equal([HANDLE]);
    expect(element.snapshot.uuid).to.equal('order-1');
    expect(textOf(element)).to.contain('Покупка булочек').and.contain('250,50 ₽');
  });

  it('resumes the payment of the named order', async () => {
    remember({ uuid: 'older' }, { id: 'older-handle' });
    remember();
    const { element, signer } = await status(new ElementSigner().pays(payment(1)), { uuid: 'older' });
    await nextState(element, 'checking');
    await eventually(() => signer.calls.length > 0, 'a call');
    expect(signer.calls.map(({ about }) => about)).to.deep.equal(['older-handle']);
  });

  it('asks a shop on this machine even without a network', async () => {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    try {
      remember();
      const { element } = await status(new ElementSigner().pays(payment(3)));
      await nextState(element, 'paid');
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
  });

  it('shows the states up to the receipt', async () => {
    remember();
    const signer = new ElementSigner().pays(payment(1), payment(3)).receipts(receipts(receipt));
    const { element, ofType } = await status(signer);
    await nextState(element, 'checking');
    await eventually(() => signer.calls.length > 0, 'a call');
    lookAgain();
    await nextState(element, 'receipt');
    await eventually(() => hasPart(element, 'receipt'), 'the receipt');
    expect(textOf(element)).to.contain(words.receipt).and.contain('9999078902012345');
    expect(ofType('kvit-paid').map(({ uuid }) => uuid)).to.deep.equal(['order-1']);
  });

  it('pays again without a cart', async () => {
    remember();
    const signer = new ElementSigner().pays(payment(4)).creates(created('p2', PAGE));
    const { element, left } = await status(signer);
    await nextState(element, 'failed');
    part(element, 'retry').click();
    await nextState(element, 'redirecting');
    expect(left).to.deep.equal([PAGE]);
    expect(signer.claims[0]).to.include({ uuid: 'order-1', amount: '250.50' });
    expect(signer.claims[0]?.items).to.deep.equal([{ ...bun, price: 83.5 }]);
  });

  it('fires kvit-pay before it pays again, and sends nothing if that is cancelled', async () => {
    remember();
    const { element, signer, place, ofType } = await status(new ElementSigner().pays(payment(4)));
    place.addEventListener('kvit-pay', (event) => event.preventDefault());
    await nextState(element, 'failed');
    part(element, 'retry').click();
    await turn();
    await turn();
    expect(ofType('kvit-pay')).to.have.length(1);
    expect(signer.count('createPayment')).to.equal(0);
  });

  it('sends the buyer back to the cart if the order has changed', async () => {
    remember();
    const order = { ...ORDER, items: [{ ...bun, price: '1' }] };
    const signer = new ElementSigner().pays(payment(4)).creates(refusal('price_changed', { order }));
    const { element, left } = await status(signer);
    await nextState(element, 'failed');
    part(element, 'retry').click();
    await nextState(element, 'error');
    expect(textOf(part(element, 'message'))).to.contain(words.changed[1]);
    expect(hasPart(element, 'retry')).to.equal(false);
    expect(left).to.deep.equal([]);
  });

  it('offers the open payment page until the gateway reports a payment', async () => {
    remember();
    const { element, left } = await status(new ElementSigner().pays(payment(0)));
    await nextState(element, 'away');
    part(element, 'back').click();
    expect(left).to.deep.equal([PAGE]);
  });

  it('ignores a forged record in storage', async () => {
    localStorage.setItem('kvit:1:own:order-1', '{"uuid":"order-1","key":1}');
    localStorage.setItem('kvit:1:own:order-2', 'no JSON');
    const claim = { uuid: 'order-3', items: [{}] };
    remember({ uuid: 'order-3' }, { claim, made: claim });
    const { element } = await status(new ElementSigner().pays(payment(3)));
    await nextState(element, 'paid');
    expect(element.snapshot.order).to.equal(null);
    expect(textOf(part(element, 'message'))).to.contain(words.paid[0]);
  });

  it('names the missing setting', async () => {
    const { element, ofType } = await status(undefined, { signer: '' });
    await nextState(element, 'error');
    expect(ofType('kvit-error').map(({ code }) => code)).to.deep.equal(['misconfigured']);
  });

  it('continues when the signer is set later', async () => {
    remember();
    const { element } = await status(undefined, { signer: '' });
    await nextState(element, 'error');
    element.signer = new ElementSigner().pays(payment(2));
    await nextState(element, 'cancelled');
    element.reset();
    await nextState(element, 'idle');
  });

  it('checks at once on request', async () => {
    remember();
    const { element, signer } = await status(new ElementSigner().pays(payment(0), payment(2)));
    await nextState(element, 'away');
    element.check();
    expect(element.snapshot.state).to.equal('checking');
    lookAgain();
    await nextState(element, 'cancelled');
    expect(signer.count('getPayment')).to.equal(2);
  });

  it('does not treat a cash-register error as a receipt, and shows a later receipt', async () => {
    remember();
    const fault = { status: 'fail', error: ['Смена закрыта'] };
    const signer = new ElementSigner().pays(payment(3)).receipts(receipts(fault), receipts(receipt));
    const { element, ofType } = await status(signer);
    await eventually(() => hasPart(element, 'receipt'), 'the error');
    expect(element.getAttribute('state')).to.equal('paid');
    // the text changes too, because screen readers announce it
    expect(textOf(part(element, 'message'))).to.equal(`${words.paid[0]} ${words.receiptLate}`);
    expect(textOf(part(element, 'receipt'))).to.contain('Смена закрыта');
    expect(ofType('kvit-receipt')).to.deep.equal([]);
    part(element, 'check').click();
    lookAgain();
    await nextState(element, 'receipt');
    expect(ofType('kvit-receipt')).to.have.length(1);
  });

  it('starts again after reset', async () => {
    remember();
    const { element } = await status(new ElementSigner().pays(payment(4)));
    await nextState(element, 'failed');
    element.reset();
    await nextState(element, 'idle');
    expect(textOf(element)).to.contain(words.nothing[0]);
  });

  it('uses the language of its page', async () => {
    document.documentElement.lang = 'en';
    remember();
    const { element } = await status(new ElementSigner().pays(payment(2)));
    await nextState(element, 'cancelled');
    expect(textOf(part(element, 'message'))).to.contain('Payment cancelled');
  });
});
