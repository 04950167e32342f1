import { expect, fixture, html } from '@open-wc/testing';
import type { Claim, Consent, Item, KvitCheckout } from '../../src/index.ts';
import { all, find, hasPart, part, textOf } from './kit/deep.ts';
import { ElementSigner, Later, refusal } from './kit/element-signer.ts';
import { freshPage } from './kit/page.ts';
import { bun, cheese, ORDER } from './kit/sample.ts';
import { checkout, eventually, nextState, turn, until } from './kit/scene.ts';
import { words } from './kit/words.ts';

const lines = (element: KvitCheckout): string[] => all(element, '[part="line"] .name').map(textOf);

/** An observer reports changes of kvit-item elements in a later task. */
async function changed(element: KvitCheckout): Promise<void> {
  await turn();
  await element.updateComplete;
  await turn();
}

describe('the order of a kvit-checkout', () => {
  freshPage();

  it('shows each line with its sum, unit and VAT, and the totals', async () => {
    const { element } = await checkout(undefined, { items: [bun, cheese] });
    expect(lines(element)).to.deep.equal(['Булочка с маком', 'Сыр на вес']);
    const [first = element, second = element] = all(element, '[part="line"]');
    expect(textOf(first)).to.contain('250,50 ₽').and.contain('3 шт. × 83,50 ₽').and.contain('НДС 10%');
    expect(textOf(second)).to.contain('350,00 ₽').and.contain('0,350 кг × 1 000,00 ₽').and.contain('Без НДС');
    expect(all(element, '[part="vat"]').map(textOf)).to.deep.equal([
      'сумма: Без НДС 350,00 ₽',
      'в том числе НДС 10% 22,77 ₽',
    ]);
    expect(textOf(part(element, 'total'))).to.equal('Итого, 2 позиции 600,50 ₽');
    expect(textOf(part(element, 'pay'))).to.equal('Оплатить 600,50 ₽');
    expect(textOf(find(element, 'h2'))).to.equal(ORDER.description);
  });

  it('shows the lines of a new array', async () => {
    const { element } = await checkout();
    element.items = [cheese];
    await element.updateComplete;
    expect(lines(element)).to.deep.equal(['Сыр на вес']);
    expect(textOf(part(element, 'pay'))).to.contain('350,00');
  });

  it('waits until the page is parsed, because its last lines may be missing', async () => {
    Object.defineProperty(document, 'readyState', { value: 'loading', configurable: true });
    try {
      const line = (description: string): HTMLElement => {
        const item = document.createElement('kvit-item');
        for (const [name, value] of Object.entries({ ...bun, description }))
          item.setAttribute(name.replaceAll('_', '-'), String(value));
        return item;
      };
      const element = await fixture<KvitCheckout>(html`
        <kvit-checkout uuid="order-3" description="Булочки" .signer=${new ElementSigner()}></kvit-checkout>
      `);
      element.append(line('Первая'));
      await changed(element);
      expect(lines(element)).to.deep.equal([]);
      expect(hasPart(element, 'pay')).to.equal(false);

      element.append(line('Последняя'));
      Reflect.deleteProperty(document, 'readyState');
      document.dispatchEvent(new Event('DOMContentLoaded'));
      await changed(element);
      expect(lines(element)).to.deep.equal(['Первая', 'Последняя']);
      expect(hasPart(element, 'pay')).to.equal(true);
    } finally {
      Reflect.deleteProperty(document, 'readyState');
    }
  });

  it('reads kvit-item elements, also when they are added, changed or removed later', async () => {
    const element = await fixture<KvitCheckout>(html`
      <kvit-checkout uuid="order-2" description="Булочки" .signer=${new ElementSigner()}>
        <kvit-item
          description="Булочка"
          quantity="3"
          price="83.50"
          vat-code="2"
          payment-subject="1"
          payment-mode="4"
        ></kvit-item>
      </kvit-checkout>
    `);
    expect(textOf(part(element, 'total'))).to.contain('250,50');
    const more = find(element.parentElement ?? element, 'kvit-item').cloneNode() as HTMLElement;
    more.setAttribute('description', 'Кекс');
    element.append(more);
    await changed(element);
    expect(lines(element)).to.deep.equal(['Булочка', 'Кекс']);
    more.setAttribute('price', '100');
    await changed(element);
    expect(textOf(part(element, 'total'))).to.contain('550,50');
    element.firstElementChild?.remove();
    await changed(element);
    expect(lines(element)).to.deep.equal(['Кекс']);
    expect(textOf(part(element, 'total'))).to.contain('300,00');
  });

  it('prefers items to kvit-item elements', async () => {
    const { element } = await checkout();
    element.append(document.createElement('kvit-item'));
    await changed(element);
    expect(lines(element)).to.deep.equal([bun.description]);
  });

  it('ignores an items attribute, which some frameworks write', async () => {
    const { element, events } = await checkout();
    element.setAttribute('items', '[object Object]');
    await changed(element);
    expect(lines(element)).to.deep.equal([bun.description]);
    expect(events).to.deep.equal([]);
  });

  it('keeps properties that were set before the element was defined', async () => {
    const place = await fixture<HTMLElement>(html`<div></div>`);
    // a document without a window does not upgrade elements
    const early = document.implementation.createHTMLDocument().createElement('kvit-checkout');
    expect(early.shadowRoot).to.equal(null);
    Object.assign(early, { ...ORDER, items: [cheese], signer: new ElementSigner(), editable: true });
    place.append(early);
    await early.updateComplete;
    expect(lines(early)).to.deep.equal([cheese.description]);
    expect(early.editable).to.equal(true);
    expect(all(early, 'input[inputmode="decimal"]')).to.have.length(1);
  });

  it('sends exactly what it shows', async () => {
    const { element, signer, left } = await checkout(undefined, {
      items: [bun, cheese],
      shopId: 7,
      subscribe: 'Month',
      holdTime: 3600,
      websiteUrl: '/thanks',
      language: 'en',
    });
    await element.pay();
    // a subscription needs consent first
    expect(signer.claims).to.deep.equal([]);
    (find(element, '#subscription') as HTMLInputElement).click();
    await element.pay();
    expect(left).to.have.length(1);
    const [{ consents = [], ...claim } = {}] = signer.claims as readonly Partial<Claim>[];
    expect(signer.claims).to.have.length(1);
    expect(claim).to.deep.equal({
      currency: 'rub',
      amount: '600.50',
      uuid: 'order-1',
      shopId: 7,
      description: ORDER.description,
      website_url: new URL('/thanks', location.href).href,
      subscribe: 'Month',
      holdTime: 3600,
      language: 'en',
      items: [
        { ...bun, price: 83.5 },
        { ...cheese, quantity: 0.35 },
      ],
    });
    const [{ at, ...consent } = {}] = consents as readonly Partial<Consent>[];
    expect(consents).to.have.length(1);
    expect(consent).to.deep.equal({
      kind: 'subscription',
      text: 'I agree to the regular charges: ₽600.50 every month',
      url: null,
      version: null,
    });
    expect(Date.now() - Date.parse(at ?? '')).to.be.within(0, 60_000);
  });

  it('returns to the page in the address bar by default', async () => {
    const { element, signer } = await checkout();
    await element.pay();
    // in some runners it is the page around this one
    expect(signer.claims[0]?.website_url).to.equal(window.top?.location.href);
    expect(signer.claims[0]?.language).to.equal('ru');
  });

  it('is not paid with an invalid return address', async () => {
    const { element, signer } = await checkout(undefined, { websiteUrl: 'http://[' });
    await element.pay();
    await nextState(element, 'error');
    expect(textOf(find(element, 'pre'))).to.contain('website-url');
    expect(signer.claims).to.deep.equal([]);
  });
});

describe('attributes of a kvit-checkout', () => {
  freshPage();

  for (const [attribute, text, property, value] of [
    ['signer', '/kvit', 'signer', '/kvit'],
    ['uuid', 'a-1', 'uuid', 'a-1'],
    ['description', 'Слова', 'description', 'Слова'],
    ['amount', '10.00', 'amount', '10.00'],
    ['currency', 'rub', 'currency', 'rub'],
    ['shop-id', '12', 'shopId', 12],
    ['subscribe', 'Week', 'subscribe', 'Week'],
    ['hold-time', '60', 'holdTime', 60],
    ['language', 'en', 'language', 'en'],
    ['website-url', '/back', 'websiteUrl', '/back'],
    ['target', '_blank', 'target', '_blank'],
    ['editable', '', 'editable', true],
    ['disabled', '', 'disabled', true],
    ['offer-url', '/offer', 'offerUrl', '/offer'],
    ['privacy-url', '/privacy', 'privacyUrl', '/privacy'],
  ] as const) {
    it(`${attribute} sets ${property}`, () => {
      const element = document.createElement('kvit-checkout');
      element.setAttribute(attribute, text);
      expect(element[property]).to.equal(value);
    });
  }

  it('update the view when they change', async () => {
    const { element } = await checkout();
    element.setAttribute('description', 'Другие слова');
    element.setAttribute('subscribe', 'Day');
    await element.updateComplete;
    expect(textOf(find(element, 'h2'))).to.equal('Другие слова');
    expect(textOf(part(element, 'pay'))).to.equal('Подписаться за 250,50 ₽');
    expect(textOf(element)).to.contain('250,50 ₽ каждый день Первое списание сейчас, следующее');
    element.setAttribute('hold-time', '5400');
    await element.updateComplete;
    expect(textOf(element)).to.contain('Срок: 1 час');
  });
});

describe('a wrong order', () => {
  freshPage();

  const wrong = (change: object): Item[] => [bun, { ...bun, ...change }];

  for (const [name, setup, message] of [
    ['no number', { uuid: null }, 'uuid: is missing'],
    ['no description', { description: ' ' }, 'description: is missing'],
    ['another currency', { currency: 'usd' }, 'currency: '],
    ['a VAT code nobody published', { items: wrong({ vat_code: 11 }) }, 'items[1].vat_code: '],
    ['a price with three decimals', { items: wrong({ price: '1.005' }) }, 'items[1].price: "1.005"'],
    ['a float that is no price', { items: wrong({ price: 0.1 + 0.2 }) }, 'items[1].price: '],
    ['no quantity', { items: wrong({ quantity: 0 }) }, 'items[1].quantity: '],
    ['a subject that is none', { items: wrong({ payment_subject: 18 }) }, 'items[1].payment_subject: '],
    ['a period that is none', { subscribe: 'Year' }, 'subscribe: '],
    ['a hold that is no time', { holdTime: 0.5 }, 'holdTime: '],
    [
      'an amount the lines do not make',
      { amount: '250.49' },
      'amount: 250.49 is not the sum of the lines, 250.50',
    ],
  ] as const) {
    it(`${name}: shows and fires the error, and cannot be paid`, async () => {
      const { element, signer, ofType } = await checkout(undefined, setup);
      expect(element.getAttribute('state')).to.equal('error');
      expect(textOf(part(element, 'message'))).to.contain(words.misconfigured[0]);
      expect(textOf(find(element, 'pre'))).to.contain(message);
      expect(hasPart(element, 'pay')).to.equal(false);
      expect(ofType('kvit-error').map(({ code }) => code)).to.deep.equal(['bad_order']);
      expect(ofType('kvit-error')[0]?.message).to.contain(message);
      await element.pay();
      expect(signer.calls).to.deep.equal([]);
    });
  }

  it('names every broken rule at once', async () => {
    const { element } = await checkout(undefined, { items: wrong({ price: '', vat_code: 'x' }) });
    const said = textOf(find(element, 'pre'));
    expect(said).to.contain('items[1].price: is missing').and.contain('items[1].vat_code: ');
  });

  it('accepts an amount that equals the sum of the lines', async () => {
    const { element } = await checkout(undefined, { amount: '250.50' });
    expect(hasPart(element, 'pay')).to.equal(true);
  });

  it('clears when the lines are correct', async () => {
    const { element } = await checkout(undefined, { items: wrong({ price: '' }) });
    element.items = [bun];
    await nextState(element, 'idle');
    expect(textOf(part(element, 'message'))).to.equal('');
    expect(hasPart(element, 'pay')).to.equal(true);
  });

  it('keeps the error of a wrong signer when its lines change', async () => {
    const { element } = await checkout(undefined, { signer: 'https://evil.example/kvit' });
    await nextState(element, 'error');
    element.items = [cheese];
    await element.updateComplete;
    await turn();
    expect(element.getAttribute('state')).to.equal('error');
  });
});

describe('an order from the signer', () => {
  freshPage();

  const truth = { uuid: 'order-1', description: 'Заказ из магазина', amount: '250.50', items: [bun] };

  it('is not requested when items is an empty array', async () => {
    for (const uuid of ['order-1', null]) {
      const { element, signer, ofType } = await checkout(undefined, { items: [], uuid });
      expect(textOf(element)).to.contain(words.empty);
      expect(element.getAttribute('state')).to.equal('idle');
      expect(hasPart(element, 'pay')).to.equal(false);
      expect(ofType('kvit-error')).to.deep.equal([]);
      await element.pay();
      expect(signer.calls).to.deep.equal([]);
      element.items = [bun];
      await element.updateComplete;
      expect(hasPart(element, 'pay')).to.equal(uuid !== null);
    }
  });

  it('may be empty; the cart then shows the shop’s own text, if any', async () => {
    const signer = new ElementSigner().orders({ ...truth, items: [], amount: '0.00' });
    const { element } = await checkout(signer, { items: null, description: '' });
    await until(element, () => element.snapshot.order !== null, 'the order');
    await element.updateComplete;
    expect(textOf(element)).to.contain(words.empty);
    expect(hasPart(element, 'pay')).to.equal(false);
    expect(element.getAttribute('state')).to.equal('idle');
  });

  it('is requested when there are no lines, and shows that it is loading', async () => {
    const later = new Later();
    const signer = new ElementSigner().orders(later.answer);
    const { element } = await checkout(signer, { items: null, description: '' });
    expect(textOf(element)).to.contain(words.loading);
    expect(find(element, 'section').getAttribute('aria-busy')).to.equal('true');
    expect(hasPart(element, 'pay')).to.equal(false);
    later.resolve(truth);
    await until(element, () => element.snapshot.order !== null, 'the order');
    await element.updateComplete;
    expect(textOf(find(element, 'h2'))).to.equal('Заказ из магазина');
    expect(textOf(part(element, 'total'))).to.contain('250,50');
    expect(find(element, 'section').getAttribute('aria-busy')).to.equal('false');
    expect(signer.asked).to.deep.equal(['order-1']);
  });

  it('can be requested again after a failure', async () => {
    const signer = new ElementSigner().orders(new Error('offline'), truth);
    const { element, ofType } = await checkout(signer, { items: null, description: '' });
    await nextState(element, 'error');
    expect(textOf(part(element, 'message'))).to.contain(words.network[0]);
    expect(ofType('kvit-error')[0]?.code).to.equal('network');
    part(element, 'retry').click();
    await nextState(element, 'idle');
    expect(lines(element)).to.deep.equal([bun.description]);
    expect(signer.asked).to.have.length(2);
  });

  it('shows an error when there is none', async () => {
    const signer = new ElementSigner().orders(refusal('not_found'));
    const { element } = await checkout(signer, { items: null, description: '' });
    await nextState(element, 'error');
    expect(textOf(part(element, 'message'))).to.contain(words.notFound[0]);
  });

  it('is validated like any other', async () => {
    const signer = new ElementSigner().orders({ ...truth, amount: '1.00' });
    const { element } = await checkout(signer, { items: null, description: '' });
    await nextState(element, 'error');
    expect(textOf(find(element, 'pre'))).to.contain('amount: 1.00 is not the sum of the lines, 250.50');
  });

  it('is ignored if it arrives after uuid has changed', async () => {
    const first = new Later();
    const signer = new ElementSigner().orders(first.answer, {
      ...truth,
      uuid: 'order-2',
      description: 'Второй',
    });
    const { element } = await checkout(signer, { items: null, description: '' });
    await eventually(() => signer.asked.length === 1, 'the question');
    element.uuid = 'order-2';
    await until(element, () => element.snapshot.order !== null, 'the order');
    first.resolve({ ...truth, description: 'Первый' });
    await changed(element);
    expect(textOf(find(element, 'h2'))).to.equal('Второй');
    expect(element.snapshot.order?.description).to.equal('Второй');
  });
});

describe('the language of a kvit-checkout', () => {
  freshPage();

  it('is Russian by default', async () => {
    document.documentElement.removeAttribute('lang');
    const { element } = await checkout();
    expect(textOf(part(element, 'pay'))).to.equal('Оплатить 250,50 ₽');
  });

  it('is its own attribute, else the nearest lang', async () => {
    const { element, place } = await checkout();
    place.lang = 'en-GB';
    await changed(element);
    expect(textOf(part(element, 'pay'))).to.equal('Pay ₽250.50');
    expect(textOf(part(element, 'total'))).to.equal('Total ₽250.50');
    expect(textOf(element)).to.contain('3 pcs × ₽83.50').and.contain('VAT 10%');
    element.language = 'ru';
    await element.updateComplete;
    expect(textOf(part(element, 'pay'))).to.equal('Оплатить 250,50 ₽');
  });

  it('follows changes of the page’s lang', async () => {
    const { element } = await checkout();
    document.documentElement.lang = 'en';
    await changed(element);
    expect(textOf(part(element, 'pay'))).to.equal('Pay ₽250.50');
    document.documentElement.lang = 'kk';
    await changed(element);
    expect(textOf(part(element, 'pay'))).to.equal('Төлеу 250,50 ₽');
    document.documentElement.lang = 'fr';
    await changed(element);
    expect(textOf(part(element, 'pay'))).to.equal('Оплатить 250,50 ₽');
  });

  it('is found across shadow roots', async () => {
    const { element, place } = await checkout();
    const outer = document.createElement('div');
    outer.attachShadow({ mode: 'open' }).append(element);
    outer.lang = 'en';
    place.append(outer);
    await changed(element);
    expect(textOf(part(element, 'pay'))).to.equal('Pay ₽250.50');
  });
});
