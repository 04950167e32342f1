import { expect, fixture, html } from '@open-wc/testing';
import type { Item, KvitCart, KvitCartChangeEvent, KvitErrorEvent } from '../../src/index.ts';
import { defineElements } from '../../src/elements/define.ts';
import { all, find, part, textOf } from './kit/deep.ts';
import { freshPage } from './kit/page.ts';
import { bun, cheese } from './kit/sample.ts';
import { turn } from './kit/scene.ts';
import { words } from './kit/words.ts';

defineElements();

const item = html`<kvit-item
  description="Кекс"
  quantity="2"
  price="50"
  vat-code="1"
  payment-subject="1"
  payment-mode="4"
></kvit-item>`;

describe('kvit-cart alone', () => {
  freshPage();

  it('shows its items', async () => {
    const cart = await fixture<KvitCart>(html`<kvit-cart .items=${[bun, cheese]}></kvit-cart>`);
    expect(all(cart, '[part="line"]')).to.have.length(2);
    expect(textOf(part(cart, 'total'))).to.equal('Итого, 2 позиции 600,50 ₽');
  });

  it('reads kvit-item elements and follows their changes', async () => {
    const cart = await fixture<KvitCart>(html`<kvit-cart>${item}</kvit-cart>`);
    expect(textOf(part(cart, 'total'))).to.equal('Итого 100,00 ₽');
    cart.firstElementChild?.setAttribute('quantity', '3');
    await turn();
    await cart.updateComplete;
    expect(textOf(part(cart, 'total'))).to.equal('Итого 150,00 ₽');
  });

  it('is empty when its last kvit-item is removed', async () => {
    const cart = await fixture<KvitCart>(html`<kvit-cart>${item}</kvit-cart>`);
    cart.replaceChildren();
    await turn();
    await cart.updateComplete;
    expect(textOf(cart)).to.equal(words.empty);
  });

  it('says that it is empty', async () => {
    const cart = await fixture<KvitCart>(html`<kvit-cart></kvit-cart>`);
    expect(textOf(cart)).to.equal(words.empty);
    cart.language = 'en';
    await cart.updateComplete;
    expect(textOf(cart)).to.equal('The cart is empty');
  });

  it('names the field, the line and the rule of an error', async () => {
    const place = await fixture<HTMLElement>(html`<div></div>`);
    const heard: KvitErrorEvent[] = [];
    place.addEventListener('kvit-error', (event) => void heard.push(event));
    const cart = document.createElement('kvit-cart');
    const bad = { ...bun, vat_code: 99 } satisfies Item;
    cart.items = [bun, bad];
    place.append(cart);
    await cart.updateComplete;
    expect(heard.map(({ code }) => code)).to.deep.equal(['bad_order']);
    expect(heard[0]?.message).to.contain('items[1].vat_code: ');
    expect(all(cart, '[part="line"]')).to.deep.equal([]);
  });

  it('changes a quantity and fires an event', async () => {
    const cart = await fixture<KvitCart>(html`<kvit-cart editable .items=${[bun]}></kvit-cart>`);
    const heard: KvitCartChangeEvent[] = [];
    cart.addEventListener('kvit-cart-change', (event) => void heard.push(event));
    find(cart, 'button[aria-label="Больше: Булочка с маком"]').click();
    await cart.updateComplete;
    expect(heard.map(({ amount }) => amount)).to.deep.equal([33_400]);
    expect(textOf(part(cart, 'total'))).to.equal('Итого 334,00 ₽');
  });

  it('totals by VAT code: the VAT inside, or the sum of a code without VAT', async () => {
    const items = [bun, { ...bun, vat_code: 0 }, { ...bun, vat_code: 1 }, { ...bun, vat_code: 6 }];
    const cart = await fixture<KvitCart>(html`<kvit-cart .items=${items}></kvit-cart>`);
    expect(all(cart, '[part="vat"]').map(textOf)).to.deep.equal([
      'сумма: Без НДС 250,50 ₽',
      'сумма: НДС 0% 250,50 ₽',
      'в том числе НДС 10% 22,77 ₽',
      'в том числе НДС 20% 41,75 ₽',
    ]);
  });
});

describe('kvit-item alone', () => {
  freshPage();

  it('shows nothing', async () => {
    const place = await fixture<HTMLElement>(html`<div>${item}</div>`);
    expect(place.offsetHeight).to.equal(0);
    expect(place.firstElementChild?.shadowRoot).to.equal(null);
  });
});
