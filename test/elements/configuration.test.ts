import { expect, fixture, html } from '@open-wc/testing';
import { configuration } from '../../src/elements/base/configuration.ts';
import { configure, type Configuration, type KvitReceipt } from '../../src/index.ts';
import { all, find, part, textOf } from './kit/deep.ts';
import { created, ElementSigner, payment } from './kit/element-signer.ts';
import { freshPage } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { bun, receipt } from './kit/sample.ts';
import { checkout, eventually, nextState } from './kit/scene.ts';

/** A page has one configuration, so the first tests set it for the whole file. */
describe('configure', () => {
  freshPage();

  it('refuses wrong options, and can be called again', () => {
    expect(() => configure({ vatRates: [{ code: 11, label: '', rate: 22, calculated: false }] })).to.throw(
      TypeError,
      'vatRates',
    );
    expect(() => configure({ signers: ['https://signer.example/kvit'] })).to.throw(TypeError, 'signers');
    for (const base of ['http://', 'data:text/plain,', 'javascript:void 0'])
      expect(() => configure({ base })).to.throw(TypeError, 'base');
  });

  it('accepts correct options afterwards', () => {
    const wishes: Configuration = {
      signers: ['https://signer.example'],
      payHosts: ['pay.shop.example'],
      vatRates: [{ code: 11, label: 'НДС 22%', labelEn: 'VAT 22%', rate: 22, calculated: false }],
      registerZone: 'Asia/Vladivostok',
      messages: { ru: { pay: 'К оплате', cancelled: ['Не сейчас', 'Корзина ждёт.'] } },
      seller: { name: 'ООО «Булка»', inn: '7700000000', address: 'bulka.example', taxSystem: 'УСН доход' },
    };
    configure(wishes);
    expect(configuration()).to.equal(wishes);
  });

  it('throws at the second call', () => {
    expect(() => configure({})).to.throw(TypeError, 'once');
  });

  it('adds VAT rates', async () => {
    const { element } = await checkout(undefined, { items: [{ ...bun, vat_code: 11 }] });
    expect(all(element, '[part="vat"]').map(textOf)).to.deep.equal(['в том числе НДС 22% 45,17 ₽']);
    element.language = 'en';
    await element.updateComplete;
    await eventually(() => textOf(element).includes('VAT 22%'), 'the English label');
  });

  it('replaces our texts with the shop’s', async () => {
    const { element } = await checkout();
    expect(textOf(part(element, 'pay'))).to.equal('К оплате 250,50 ₽');
    expect(textOf(part(element, 'total'))).to.equal('Итого 250,50 ₽');
  });

  it('replaces our texts of payment states with the shop’s', async () => {
    remember();
    const { element } = await checkout(new ElementSigner().pays(payment(2)));
    await nextState(element, 'cancelled');
    expect(textOf(part(element, 'message'))).to.equal('Не сейчас Корзина ждёт.');
  });

  it('allows payment pages on the shop’s hosts, and only those', async () => {
    const page = 'https://pay.shop.example/1';
    const { element, left } = await checkout(new ElementSigner().creates(created('p1', page)));
    await element.pay();
    expect(left).to.deep.equal([page]);
    const evil = new ElementSigner().creates(created('p2', 'https://x.pay.shop.example/1'));
    const other = await checkout(evil, { uuid: 'order-2' });
    await other.element.pay();
    await nextState(other.element, 'error');
    expect(other.ofType('kvit-error')[0]?.code).to.equal('pay_host_forbidden');
    expect(other.left).to.deep.equal([]);
  });

  it('allows signers on the origins it names, and only those', async () => {
    const real = window.fetch;
    const asked: string[] = [];
    window.fetch = (input) => {
      asked.push(input instanceof Request ? input.url : String(input));
      return Promise.resolve(Response.json({ id: 'p1', paymentUrl: 'https://urlpay.io/1' }, { status: 201 }));
    };
    try {
      const { element, left } = await checkout(undefined, { signer: 'https://signer.example/kvit/' });
      await element.pay();
      expect(asked).to.deep.equal(['https://signer.example/kvit/payments']);
      expect(left).to.deep.equal(['https://urlpay.io/1']);
      const other = await checkout(undefined, { signer: 'http://signer.example/kvit', uuid: 'order-2' });
      await other.element.pay();
      expect(other.ofType('kvit-error').at(-1)?.code).to.equal('signer_forbidden');
      expect(asked).to.have.length(1);
    } finally {
      window.fetch = real;
    }
  });

  it('gives receipts the seller and the zone of the cash register’s clock', async () => {
    const items = [{ ...receipt, receipt_datetime: '2026-12-31T15:30:00Z' }];
    const element = await fixture<KvitReceipt>(html`<kvit-receipt .items=${items}></kvit-receipt>`);
    await eventually(() => all(element, 'article').length > 0, 'the receipt');
    expect(textOf(element)).to.contain('01.01.2027 01:30');
    const shop = textOf(find(element, '.shop'));
    for (const words of ['ООО «Булка»', '7700000000', 'bulka.example', 'УСН доход'])
      expect(shop).to.contain(words);
  });
});
