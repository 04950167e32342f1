import { expect, fixture, html } from '@open-wc/testing';
import type { Item, KvitReceipt } from '../../src/index.ts';
import { all, find, hasPart } from './kit/deep.ts';
import { freshPage } from './kit/page.ts';
import { remember } from './kit/remember.ts';
import { paidWithoutReceipt, STATE_SCENES, ERROR_SCENES } from './kit/state-scenes.ts';
import { bun, cheese, ORDER, receipt } from './kit/sample.ts';
import { ElementSigner, payment } from './kit/element-signer.ts';
import { checkout, eventually, nextState, status, turn } from './kit/scene.ts';

const long = 'Ж'.repeat(128);

/** A line with the longest fields. */
const full: Item = {
  ...bun,
  description: long,
  quantity: '99999.999',
  price: '98.76',
  product_code: 'X'.repeat(32),
  country_of_origin_code: '643',
  customs_declaration_number: '1'.repeat(32),
  excise: '12345.67',
};

/** The content that overflows the element horizontally. */
function overflow(element: HTMLElement): string[] {
  const { left, right } = element.getBoundingClientRect();
  return all(element, '*')
    .map((one) => [one, one.getBoundingClientRect()] as const)
    .filter(([, box]) => box.width > 0 && (box.left < left - 1 || box.right > right + 1))
    .map(([one, box]) => `${one.localName}.${one.className} ${box.left - left}…${box.right - left}`);
}

async function expectToFit(element: HTMLElement, widths = [280, 320, 600]): Promise<void> {
  const place = element.parentElement ?? element;
  for (const width of widths) {
    place.style.width = `${width}px`;
    await turn();
    expect(overflow(element), `at ${width}px`).to.deep.equal([]);
    expect(element.scrollWidth, `at ${width}px`).to.be.at.most(width);
    expect(element.offsetWidth).to.equal(width);
  }
}

describe('in 280 pixels', () => {
  freshPage();

  it('an editable cart of the longest names and sums fits', async () => {
    const { element } = await checkout(undefined, {
      description: long,
      items: [full, cheese],
      editable: true,
      subscribe: 'Month',
      holdTime: 3600,
      offerUrl: '/offer',
      privacyUrl: '/privacy',
    });
    all(element, '.toggle').forEach((toggle) => toggle.click());
    await turn();
    await element.pay();
    await expectToFit(element);
  });

  it('sums of seven digits stay on one line', async () => {
    const { element, place } = await checkout(undefined, { items: [{ ...bun, price: '1234567.89' }] });
    place.style.width = '280px';
    await turn();
    const range = document.createRange();
    range.selectNodeContents(find(element, '.sum'));
    const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)));
    expect(lines.size).to.equal(1);
    await expectToFit(element);
  });

  it('the largest text size fits', async () => {
    const { element } = await checkout(undefined, { items: [full], editable: true });
    const { style } = document.documentElement;
    const before = parseFloat(getComputedStyle(find(element, '[part="pay"]')).fontSize);
    // sizes depend on the root element only
    style.fontSize = '200%';
    try {
      await turn();
      expect(parseFloat(getComputedStyle(find(element, '[part="pay"]')).fontSize)).to.equal(before * 2);
      await expectToFit(element);
    } finally {
      style.fontSize = '';
    }
  });

  for (const [name, scene] of Object.entries({
    ...STATE_SCENES,
    ...ERROR_SCENES,
    late: paidWithoutReceipt,
  })) {
    it(`the state ${name} fits`, async () => {
      const { element } = await scene();
      if (name === 'receipt') await eventually(() => hasPart(element, 'receipt'), 'the receipt');
      await expectToFit(element, [280]);
    });
  }

  it('a return page with a long order fits', async () => {
    remember({ description: long, items: [full] });
    const { element } = await status(new ElementSigner().pays(payment(1)));
    await nextState(element, 'checking');
    await expectToFit(element);
  });

  it('a receipt of the longest fields fits', async () => {
    const items = [
      { ...receipt, ecr_registration_number: '9'.repeat(40), fns_site: `https://${'n'.repeat(60)}.example` },
      { status: 'fail', error: [long] },
    ];
    const element = await fixture<HTMLElement & KvitReceipt>(
      html`<kvit-receipt .items=${items} .order=${null}></kvit-receipt>`,
    );
    await eventually(() => all(element, 'article').length === 2, 'the receipts');
    await expectToFit(element);
  });

  it('the QR code stays large enough for a phone', async () => {
    const { element, place } = await STATE_SCENES.receipt();
    place.style.width = '280px';
    await eventually(() => hasPart(element, 'receipt'), 'the receipt');
    const { width, height } = find(element, '.qr').getBoundingClientRect();
    expect(Math.min(width, height)).to.be.at.least(150);
  });
});

describe('a hundred lines', () => {
  freshPage();

  it('are all shown', async () => {
    const items = Array.from({ length: 100 }, (_, n) => ({ ...bun, description: `Булочка ${n}` }));
    const { element } = await checkout(undefined, { items });
    expect(all(element, '[part="line"]')).to.have.length(100);
    await expectToFit(element, [280]);
  });

  it('are the limit of a receipt', async () => {
    const { element } = await checkout(undefined, { items: Array.from({ length: 101 }, () => bun) });
    expect(element.getAttribute('state')).to.equal('error');
  });
});

describe('inside the layouts of a shop', () => {
  freshPage();

  for (const style of [
    'display: flex',
    'display: flex; align-items: flex-start',
    'display: flex; flex-direction: column; align-items: flex-start',
    'display: inline-block',
    'display: grid; justify-items: start',
    'float: left',
    'position: absolute',
    'display: table-cell',
  ]) {
    it(`a checkout has a usable width: ${style}`, async () => {
      const { element, place } = await checkout();
      const frame = document.createElement('div');
      frame.style.width = '600px';
      const inner = document.createElement('div');
      inner.style.cssText = style;
      frame.append(inner);
      inner.append(element);
      place.append(frame);
      await turn();
      expect(element.offsetWidth).to.be.at.least(280);
      expect(overflow(element)).to.deep.equal([]);
    });

    it(`a cart alone has a usable width: ${style}`, async () => {
      const place = await fixture<HTMLElement>(html`<div></div>`);
      place.style.width = '600px';
      const inner = document.createElement('div');
      inner.style.cssText = style;
      const cart = document.createElement('kvit-cart');
      cart.items = [bun];
      inner.append(cart);
      place.append(inner);
      await cart.updateComplete;
      expect(cart.offsetWidth).to.be.at.least(200);
    });
  }

  it('a hidden checkout takes no room', async () => {
    const { element } = await checkout();
    element.hidden = true;
    expect(element.offsetHeight).to.equal(0);
  });

  it('the page’s tokens style the checkout', async () => {
    const { element, place } = await checkout(undefined, { ...ORDER });
    place.style.setProperty('--kvit-accent', 'rgb(1, 2, 3)');
    const pay = find(element, '[part="pay"]');
    expect(getComputedStyle(pay).backgroundColor).to.equal('rgb(1, 2, 3)');
  });
});
