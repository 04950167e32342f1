import { expect } from '@open-wc/testing';
import type { KvitErrorCode, StateName } from '../../src/index.ts';
import { all, find, hasPart, part, textOf } from './kit/deep.ts';
import { created, ElementSigner, payment, receipts, refusal } from './kit/element-signer.ts';
import { forgetPayments, freshPage, lookAgain, passTime } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { paidWithoutReceipt, STATE_SCENES, ERROR_SCENES } from './kit/state-scenes.ts';
import { HANDLE, PAGE, receipt } from './kit/sample.ts';
import { checkout, eventually, nextState, turn } from './kit/scene.ts';
import { words } from './kit/words.ts';

type Buttons = readonly ('pay' | 'check' | 'retry' | 'back')[];

const buttons = (element: Element): string[] =>
  ['pay', 'check', 'retry', 'back'].filter((name) => hasPart(element, name));

const SHOWN: readonly (readonly [Exclude<StateName, 'error'>, string, Buttons])[] = [
  ['idle', '', ['pay']],
  ['submitting', '', ['pay']],
  ['redirecting', words.redirecting, ['back']],
  ['away', words.away[0], ['check', 'back']],
  ['checking', words.checking[0], []],
  ['held', words.held[0], []],
  ['paid', words.paid[1], []],
  ['receipt', words.receipt, []],
  ['cancelled', words.cancelled[0], ['retry']],
  ['failed', words.failed[0], ['retry']],
  ['unresolved', words.unresolved[1], ['check']],
];

const ERRORS: readonly (readonly [KvitErrorCode, string, Buttons])[] = [
  ['bad_order', words.misconfigured[0], []],
  ['misconfigured', words.misconfigured[0], []],
  ['signer_forbidden', words.misconfigured[0], []],
  ['pay_host_forbidden', words.misconfigured[0], []],
  ['network', words.network[1], ['retry']],
  ['bad_answer', words.network[0], ['retry']],
  ['price_changed', words.changed[0], []],
  ['already_paid', words.mismatch[1], []],
  ['refused', words.refused[1], ['retry']],
  ['gateway_unknown', words.refused[0], ['retry']],
  ['gateway_refused', words.refused[0], ['retry']],
  ['in_progress', words.network[0], ['retry']],
  ['payment_mismatch', words.mismatch[1], []],
  ['not_found', words.notFound[0], ['retry']],
];

describe('the states of a kvit-checkout', () => {
  freshPage();

  for (const [name, message, offered] of SHOWN) {
    it(`${name}: is reflected, has its text and offers ${offered.join(', ') || 'nothing'}`, async () => {
      const { element } = await STATE_SCENES[name]();
      expect(element.getAttribute('state')).to.equal(name);
      expect(element.snapshot.state).to.equal(name);
      expect(textOf(part(element, 'message'))).to.contain(message);
      expect(buttons(element)).to.deep.equal(offered);
    });
  }

  for (const [code, message, offered] of ERRORS) {
    // the signer's claim alone is not trusted: there is no payment to show or to check
    const told = code === 'price_changed' ? 'bad_answer' : code;
    it(`error ${code}: has its text, fires an event and offers ${offered.join(', ') || 'nothing'}`, async () => {
      const { element, ofType, left } = await ERROR_SCENES[code]();
      expect(ofType('kvit-error').map((event) => event.code)).to.deep.equal([told]);
      expect(left).to.deep.equal([]);
      if (told !== code) return;
      expect(textOf(part(element, 'message'))).to.contain(message);
      expect(buttons(element)).to.deep.equal(offered);
    });
  }

  it('fire each change once, in order', async () => {
    const signer = new ElementSigner().pays(payment(3)).receipts(receipts(receipt));
    const { element, events, ofType } = await checkout(signer, { target: '_blank' });
    await element.pay();
    await nextState(element, 'receipt');
    expect(ofType('kvit-change').map(({ state }) => state)).to.deep.equal([
      'submitting',
      'redirecting',
      'away',
      'paid',
      'receipt',
    ]);
    const types = events.map(({ type }) => type).filter((type) => type !== 'kvit-change');
    expect(types).to.deep.equal(['kvit-pay', 'kvit-redirect', 'kvit-paid', 'kvit-receipt']);
    expect(ofType('kvit-paid')[0]?.uuid).to.equal('order-1');
    expect(ofType('kvit-receipt')[0]?.receipts).to.deep.equal([receipt]);
  });

  for (const [gatewayStatus, type] of [
    [2, 'kvit-cancelled'],
    [3, 'kvit-paid'],
    [4, 'kvit-failed'],
    [5, 'kvit-held'],
    [6, 'kvit-held'],
  ] as const) {
    it(`report status ${gatewayStatus} as ${type}`, async () => {
      remember();
      const { element, ofType } = await checkout(new ElementSigner().pays(payment(gatewayStatus)));
      await nextState(element, type.slice('kvit-'.length) as StateName);
      expect(ofType(type).map(({ uuid }) => uuid)).to.deep.equal(['order-1']);
    });
  }

  for (const strange of [7, -1, '03', null, 3.5, true, [3]]) {
    it(`do not treat status ${JSON.stringify(strange)} as final`, async () => {
      remember();
      const { element, signer } = await checkout(new ElementSigner().pays(payment(strange)));
      await nextState(element, 'checking');
      await eventually(() => signer.count('getPayment') > 0, 'a question');
      await turn();
      expect(element.getAttribute('state')).to.equal('checking');
    });
  }

  it('go from held to paid when the page gets the focus', async () => {
    remember();
    const { element } = await checkout(new ElementSigner().pays(payment(5), payment(3)));
    await nextState(element, 'held');
    expect(hasPart(element, 'pay')).to.equal(false);
    lookAgain();
    await nextState(element, 'paid');
  });

  it('say that the receipt is late, and check again on request', async () => {
    const { element, signer, ofType } = await paidWithoutReceipt();
    await eventually(() => hasPart(element, 'check'), 'the button');
    expect(textOf(part(element, 'message'))).to.contain(words.receiptLate);
    expect(ofType('kvit-paid')).to.have.length(1);
    signer.receipts(receipts(receipt));
    lookAgain();
    part(element, 'check').click();
    await nextState(element, 'receipt');
    await eventually(() => hasPart(element, 'receipt'), 'the receipt');
    expect(textOf(element)).to.contain('9999078902012345');
  });

  it('allow a check of an unresolved payment, and never a new payment', async () => {
    const { element, signer } = await STATE_SCENES.unresolved();
    expect(buttons(element)).to.deep.equal(['check']);
    signer.pays(payment(3));
    passTime(5000);
    part(element, 'check').click();
    await nextState(element, 'paid');
    expect(signer.count('createPayment')).to.equal(0);
  });

  it('allow a new payment after a decline, with a new key', async () => {
    remember();
    const { element, signer, left } = await checkout(new ElementSigner().pays(payment(4)));
    await nextState(element, 'failed');
    part(element, 'retry').click();
    await nextState(element, 'redirecting');
    expect(left).to.deep.equal([PAGE]);
    expect(signer.keys).to.have.length(1);
    expect(signer.keys[0]).not.to.equal('key-1');
  });

  it('allow a retry after no answer, with the first key', async () => {
    const signer = new ElementSigner().creates(new Error('offline'), created(HANDLE, PAGE));
    const { element, left } = await checkout(signer);
    await element.pay();
    await nextState(element, 'error');
    part(element, 'retry').click();
    await nextState(element, 'redirecting');
    expect(left).to.deep.equal([PAGE]);
    expect(signer.keys).to.have.length(2);
    expect(signer.keys[0]).to.equal(signer.keys[1]);
  });

  it('return to the open payment page without a second payment', async () => {
    const { element, signer, left } = await STATE_SCENES.away();
    part(element, 'back').click();
    expect(left).to.deep.equal([PAGE]);
    expect(signer.count('createPayment')).to.equal(0);
  });

  it('never go to a stored payment page on a foreign host', async () => {
    remember({}, { paymentUrl: 'https://evil.example/pay' });
    const { element } = await checkout(new ElementSigner().pays(payment(0)));
    await nextState(element, 'away');
    expect(hasPart(element, 'back')).to.equal(false);
  });

  it('forget a payment that the signer does not know', async () => {
    remember();
    const { element } = await checkout(new ElementSigner().pays(refusal('not_found')));
    await nextState(element, 'checking');
    await nextState(element, 'idle');
    expect(hasPart(element, 'pay')).to.equal(true);
  });

  it('do not allow a change of the cart while a payment is checked', async () => {
    const { element } = await STATE_SCENES.checking();
    element.editable = true;
    await element.updateComplete;
    await turn();
    const enabled = all<HTMLButtonElement>(element, '.edit button, .edit input').filter(
      (one) => !one.disabled,
    );
    expect(enabled).to.deep.equal([]);
  });

  it('show the receipt with the order’s lines below the cart, which does not move', async () => {
    const { element, place } = await STATE_SCENES.receipt();
    place.style.width = '400px';
    await eventually(() => hasPart(element, 'receipt'), 'the receipt');
    const [cart = element] = all(element, 'kvit-cart');
    const receipt = part(element, 'receipt');
    expect(receipt.getBoundingClientRect().top).to.be.at.least(cart.getBoundingClientRect().bottom);
    expect(textOf(find(element, '.shop')))
      .to.contain('Булочка с маком')
      .and.contain('250,50 ₽');
  });

  it('have English texts', async () => {
    for (const [name] of SHOWN) {
      forgetPayments();
      const { element, place } = await STATE_SCENES[name]();
      element.language = 'en';
      await element.updateComplete;
      expect(textOf(part(element, 'message')), name).not.to.match(/[а-яё]/i);
      place.remove();
    }
  });
});
