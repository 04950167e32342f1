import { expect } from '@open-wc/testing';
import type { KvitCheckout } from '../../src/index.ts';
import { all, find, focused, hasPart, part, textOf } from './kit/deep.ts';
import { ElementSigner, Later } from './kit/element-signer.ts';
import { freshPage } from './kit/page.ts';
import { bun, cheese } from './kit/sample.ts';
import { checkout, eventually, nextState, turn } from './kit/scene.ts';
import { words } from './kit/words.ts';

const button = (element: KvitCheckout, label: string): HTMLButtonElement =>
  find(element, `button[aria-label="${label}"]`) as HTMLButtonElement;

const field = (element: KvitCheckout, name: string): HTMLInputElement =>
  find(element, `input[aria-label="Количество: ${name}"]`) as HTMLInputElement;

/** The checkout first, then the cart inside it. */
async function settled(element: KvitCheckout): Promise<void> {
  await turn();
  await element.updateComplete;
  await turn();
}

async function type(element: KvitCheckout, name: string, text: string): Promise<void> {
  const input = field(element, name);
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await settled(element);
}

async function click(element: KvitCheckout, label: string): Promise<void> {
  button(element, label).click();
  await settled(element);
}

const editable = (items = [bun, cheese]) => checkout(undefined, { items, editable: true });

describe('an editable kvit-checkout', () => {
  freshPage();

  it('counts pieces by one and weights by a tenth', async () => {
    const { element } = await editable();
    await click(element, 'Больше: Булочка с маком');
    expect(field(element, 'Булочка с маком').value).to.equal('4');
    expect(textOf(part(element, 'pay'))).to.equal('Оплатить 684,00 ₽');
    await click(element, 'Больше: Сыр на вес');
    expect(field(element, 'Сыр на вес').value).to.equal('0,450');
    expect(textOf(part(element, 'total'))).to.equal('Итого, 2 позиции 784,00 ₽');
    await click(element, 'Меньше: Булочка с маком');
    expect(field(element, 'Булочка с маком').value).to.equal('3');
  });

  it('does not let the button reduce a quantity to zero', async () => {
    const { element } = await editable([{ ...bun, quantity: 1 }]);
    const less = button(element, 'Меньше: Булочка с маком');
    expect(less.getAttribute('aria-disabled')).to.equal('true');
    await click(element, 'Меньше: Булочка с маком');
    expect(field(element, 'Булочка с маком').value).to.equal('1');
  });

  it('keeps the focus on a button that reaches its limit', async () => {
    const { element } = await editable([{ ...bun, quantity: 2 }]);
    button(element, 'Меньше: Булочка с маком').focus();
    await click(element, 'Меньше: Булочка с маком');
    expect(focused()).to.equal(button(element, 'Меньше: Булочка с маком'));
    expect(focused()?.getAttribute('aria-disabled')).to.equal('true');
  });

  it('keeps the buyer’s changes after a reload, unless the shop’s order has changed', async () => {
    const { element } = await editable();
    await click(element, 'Больше: Булочка с маком');
    element.remove();
    const again = (await editable()).element;
    expect(field(again, 'Булочка с маком').value).to.equal('4');
    expect(textOf(part(again, 'pay'))).to.equal('Оплатить 684,00 ₽');
    again.remove();
    const other = (await editable([bun])).element;
    expect(field(other, 'Булочка с маком').value).to.equal('3');
    other.remove();
    const fixed = (await checkout()).element;
    expect(textOf(part(fixed, 'pay'))).to.contain('250,50');
  });

  it('shows the shop’s order again after a reload with an empty cart, and after a reset', async () => {
    const { element } = await editable([bun]);
    await click(element, 'Убрать: Булочка с маком');
    element.remove();
    const again = (await editable([bun])).element;
    expect(field(again, 'Булочка с маком').value).to.equal('3');
    await click(again, 'Больше: Булочка с маком');
    again.reset();
    await settled(again);
    expect(field(again, 'Булочка с маком').value).to.equal('3');
  });

  it('ignores a stored cart that is invalid', async () => {
    for (const text of ['', '[]', '[1,{}]', 'null', '{"lines":[]}', '["x",{"lines":[1]}]']) {
      sessionStorage.setItem('kvit:cart:order-1', text);
      const { element } = await editable();
      expect(field(element, 'Булочка с маком').value).to.equal('3');
      element.remove();
    }
  });

  for (const [typed, sum] of [
    ['0,5', '500,00'],
    ['0.5', '500,00'],
    [' 2 ', '2 000,00'],
    ['1,125', '1 125,00'],
  ]) {
    it(`accepts “${typed}” as a quantity`, async () => {
      const { element } = await editable([cheese]);
      await type(element, 'Сыр на вес', typed ?? '');
      expect(textOf(part(element, 'total'))).to.equal(`Итого ${sum} ₽`);
      expect(all(element, '.problem')).to.deep.equal([]);
    });
  }

  it('forgets the typed text of a line that the page removed', async () => {
    const { element, signer } = await checkout(undefined, { items: [bun, cheese], editable: true });
    await type(element, 'Сыр на вес', 'много');
    element.items = [bun];
    await element.updateComplete;
    await element.pay();
    await nextState(element, 'redirecting');
    expect(signer.claims[0]?.amount).to.equal('250.50');
  });

  for (const typed of ['', '0', '-1', '1,2345', 'два', '1e3', '1 2', '٣', '0,0']) {
    it(`keeps “${typed}” in the field and names the error`, async () => {
      const { element, ofType } = await editable([bun]);
      await type(element, 'Булочка с маком', typed);
      const input = field(element, 'Булочка с маком');
      expect(input.value).to.equal(typed);
      expect(input.getAttribute('aria-invalid')).to.equal('true');
      expect(textOf(find(element, '.problem'))).to.equal(words.badQuantity);
      expect(find(element, '.problem').getAttribute('role')).to.equal('alert');
      expect(textOf(part(element, 'total'))).to.equal('Итого 250,50 ₽');
      expect(ofType('kvit-cart-change')).to.deep.equal([]);
      await type(element, 'Булочка с маком', '3');
      expect(all(element, '.problem')).to.deep.equal([]);
      expect(input.getAttribute('aria-invalid')).to.equal('false');
    });
  }

  for (const [typed, price, unit, limit] of [
    ['100000', 83.5, 0, 'Можно не больше 99999'],
    ['50', 1_000_000, 0, 'Можно не больше 42'],
    ['50', 1_000_000, null, 'Можно не больше 42'],
    ['50', 1_000_000, 11, 'Можно не больше 42,949'],
    ['42,950', 1_000_000, 11, 'Можно не больше 42,949'],
  ] as const) {
    it(`names the limit at the field: “${typed}” of ${price}, unit ${unit}`, async () => {
      const item = { ...bun, price, quantity: 1, measurement_unit: unit };
      const { element, ofType } = await editable([item]);
      const total = textOf(part(element, 'total'));
      await type(element, 'Булочка с маком', typed);
      const input = field(element, 'Булочка с маком');
      expect(input.value).to.equal(typed);
      expect(input.getAttribute('aria-invalid')).to.equal('true');
      expect(textOf(find(element, '.problem'))).to.equal(limit);
      expect(find(element, '.problem').getAttribute('role')).to.equal('alert');
      expect(textOf(part(element, 'total'))).to.equal(total);
      expect(ofType('kvit-cart-change')).to.deep.equal([]);
    });
  }

  it('accepts the limit itself, and then disables the button for more', async () => {
    const { element } = await editable([{ ...bun, price: 1_000_000, quantity: 1 }]);
    await type(element, 'Булочка с маком', '42');
    expect(all(element, '.problem')).to.deep.equal([]);
    expect(textOf(part(element, 'total'))).to.equal('Итого 42 000 000,00 ₽');
    const more = find(element, '[aria-label="Больше: Булочка с маком"]');
    expect(more.getAttribute('aria-disabled')).to.equal('true');
  });

  it('accepts the limit of a weight to the gram', async () => {
    const { element } = await editable([{ ...bun, price: 1_000_000, quantity: 1, measurement_unit: 11 }]);
    await type(element, 'Булочка с маком', '42,949');
    expect(all(element, '.problem')).to.deep.equal([]);
    expect(textOf(part(element, 'total'))).to.equal('Итого 42 949 000,00 ₽');
  });

  it('shows quantities in thousands as it accepts them', async () => {
    const { element } = await editable([{ ...bun, quantity: 1500 }]);
    const { value } = field(element, 'Булочка с маком');
    await type(element, 'Булочка с маком', value);
    expect(textOf(part(element, 'total'))).to.equal('Итого 125 250,00 ₽');
    element.language = 'en';
    await settled(element);
    const input = find(element, '.edit input') as HTMLInputElement;
    input.dispatchEvent(new Event('change'));
    await settled(element);
    expect(textOf(part(element, 'total'))).to.equal('Total ₽125,250.00');
  });

  it('does not pay with a refused quantity, and focuses its field', async () => {
    const { element, signer } = await editable();
    await type(element, 'Сыр на вес', 'полкило');
    part(element, 'pay').focus();
    part(element, 'pay').click();
    await settled(element);
    expect(signer.calls).to.deep.equal([]);
    expect(focused() === field(element, 'Сыр на вес')).to.equal(true);
    await type(element, 'Сыр на вес', '0,5');
    await element.pay();
    expect(signer.claims[0]?.amount).to.equal('750.50');
  });

  it('fires an event with the new cart in the API’s names', async () => {
    const { element, ofType } = await editable();
    await click(element, 'Больше: Булочка с маком');
    expect(ofType('kvit-cart-change').map(({ items, amount }) => ({ items, amount }))).to.deep.equal([
      {
        items: [
          { ...bun, price: 83.5, quantity: 4 },
          { ...cheese, quantity: 0.35 },
        ],
        amount: 68_400,
      },
    ]);
  });

  it('pays the changed order', async () => {
    const { element, signer } = await editable();
    await click(element, 'Больше: Булочка с маком');
    await click(element, 'Убрать: Сыр на вес');
    await element.pay();
    expect(signer.claims[0]?.amount).to.equal('334.00');
    expect(signer.claims[0]?.items).to.deep.equal([{ ...bun, price: 83.5, quantity: 4 }]);
  });

  it('removes every line, and does not pay an empty cart', async () => {
    const { element, signer, ofType } = await editable();
    await click(element, 'Убрать: Булочка с маком');
    expect(all(element, '[part="line"] .name').map(textOf)).to.deep.equal(['Сыр на вес']);
    await click(element, 'Убрать: Сыр на вес');
    expect(textOf(element)).to.contain(words.empty);
    expect(hasPart(element, 'pay')).to.equal(false);
    expect(ofType('kvit-cart-change').at(-1)?.amount).to.equal(0);
    await element.pay();
    await turn();
    expect(signer.calls).to.deep.equal([]);
  });

  it('cannot be changed while a payment is created', async () => {
    const { element, signer } = await checkout(new ElementSigner().creates(new Later().answer), {
      editable: true,
    });
    part(element, 'pay').click();
    await eventually(() => signer.calls.length > 0, 'a call');
    await settled(element);
    expect(button(element, 'Больше: Булочка с маком').getAttribute('aria-disabled')).to.equal('true');
    await click(element, 'Больше: Булочка с маком');
    expect(field(element, 'Булочка с маком').value).to.equal('3');
    expect(field(element, 'Булочка с маком').disabled).to.equal(true);
  });

  it('cannot be changed while it is disabled', async () => {
    const { element } = await editable();
    element.disabled = true;
    await settled(element);
    const fields = all<HTMLInputElement>(element, '.edit input');
    expect(fields.map(({ disabled }) => disabled)).to.deep.equal([true, true]);
  });

  it('shows no editor unless it is editable', async () => {
    const { element } = await checkout();
    expect(all(element, '.edit')).to.deep.equal([]);
  });

  it('keeps the focus inside when the focused line is removed', async () => {
    const { element } = await editable();
    button(element, 'Убрать: Сыр на вес').focus();
    await click(element, 'Убрать: Сыр на вес');
    const inside = all(element, '*').some((one) => one === focused());
    expect(inside).to.equal(true);
  });

  it('keeps the buyer’s changes through a failed payment', async () => {
    const { element } = await checkout(new ElementSigner().creates(new Error('offline')), { editable: true });
    await click(element, 'Больше: Булочка с маком');
    await element.pay();
    await nextState(element, 'error');
    expect(textOf(part(element, 'total'))).to.equal('Итого 334,00 ₽');
  });

  it('shows the lines of the page again after reset', async () => {
    const { element } = await editable();
    await click(element, 'Убрать: Сыр на вес');
    element.reset();
    await settled(element);
    expect(all(element, '[part="line"]')).to.have.length(2);
  });
});

describe('the details of a line', () => {
  freshPage();

  it('open and close by one button that announces its state', async () => {
    const { element, place } = await checkout(undefined, {
      items: [
        {
          ...bun,
          product_code: '4601234567890',
          country_of_origin_code: '643',
          customs_declaration_number: '10702020/060520/0013422',
          excise: '5.00',
        },
      ],
    });
    place.style.width = '320px';
    await settled(element);
    const toggle = find(element, '.toggle');
    const more = find(element, '.more');
    expect(toggle.getAttribute('aria-expanded')).to.equal('false');
    expect(getComputedStyle(more).display).to.equal('none');
    toggle.click();
    await settled(element);
    expect(toggle.getAttribute('aria-expanded')).to.equal('true');
    expect(getComputedStyle(more).display).not.to.equal('none');
    for (const words of ['Товар', 'Полный расчет', '4601234567890', '643', '10702020/060520/0013422', '5.00'])
      expect(textOf(more)).to.contain(words);
  });

  it('are open in a wide element, without the button', async () => {
    const { element, place } = await checkout();
    place.style.width = '700px';
    await settled(element);
    expect(getComputedStyle(find(element, '.more')).display).not.to.equal('none');
    expect(getComputedStyle(find(element, '.toggle')).display).to.equal('none');
  });
});
