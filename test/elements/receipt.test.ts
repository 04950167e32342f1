import { expect, fixture, html } from '@open-wc/testing';
import type { KvitReceipt } from '../../src/index.ts';
import type { RawReceipt } from '../../src/domain/contract/wire.ts';
import { readOrder } from '../../src/domain/order/order.ts';
import { vatTable } from '../../src/domain/codes/vat.ts';
import { defineElements } from '../../src/elements/define.ts';
import { all, find, part, textOf } from './kit/deep.ts';
import { freshPage } from './kit/page.ts';
import { scanQr } from './kit/qr.ts';
import { ORDER, receipt } from './kit/sample.ts';
import { eventually } from './kit/scene.ts';

defineElements();

/** A rendered receipt, after its code has loaded. */
async function shown(...items: RawReceipt[]): Promise<KvitReceipt> {
  const element = await fixture<KvitReceipt>(html`<kvit-receipt .items=${items}></kvit-receipt>`);
  await eventually(() => all(element, 'article').length > 0, 'the receipt');
  return element;
}

const fields = (element: KvitReceipt): Record<string, string> =>
  Object.fromEntries(
    all(element, '.body dl div').map((row) => [textOf(find(row, 'dt')), textOf(find(row, 'dd'))]),
  );

describe('kvit-receipt', () => {
  freshPage();

  it('shows every field of the register', async () => {
    const element = await shown(receipt);
    expect(fields(element)).to.deep.equal({
      'Дата и время': '21.11.2026 14:05',
      Чек: '17',
      Смена: '5',
      'РН ККТ': '0000000003040350',
      ФН: '9999078902012345',
      ФД: '4321',
      ФПД: '1234567890',
      'ИНН ОФД': '7709364346',
      'Сайт ФНС': 'https://www.nalog.gov.ru',
    });
    expect(textOf(find(element, '.total'))).to.equal('Итого 250,50 ₽');
  });

  it('has a QR code with the text that the tax service requires', async () => {
    const element = await shown(receipt);
    expect(scanQr(element)).to.equal('t=20261121T1405&s=250.50&fn=9999078902012345&i=4321&fp=1234567890&n=1');
    // scanners also read a mirror image; the one module that is always dark detects it
    const size = Number(find(element, 'svg.qr').getAttribute('viewBox')?.split(' ')[2]) - 8;
    expect(find(element, 'svg.qr path').getAttribute('d')).to.contain(`M8 ${size - 8}h1v1h-1z`);
    expect(find(element, 'svg.qr').getAttribute('aria-label')).to.contain('QR');
  });

  it('converts a UTC time to the cash register’s zone', async () => {
    const element = await shown({ ...receipt, receipt_datetime: '2026-12-31T22:30:00Z' });
    expect(fields(element)['Дата и время']).to.equal('01.01.2027 01:30');
    expect(scanQr(element)).to.contain('t=20270101T0130');
  });

  for (const [name, change] of [
    ['time', { receipt_datetime: 'soon' }],
    ['sum', { total: null }],
    ['FN', { fn_number: 'FN-1' }],
    ['FPD', { fiscal_document_attribute: '12345<b>' }],
  ] as const) {
    it(`has no QR code if its ${name} is invalid`, async () => {
      const element = await shown({ ...receipt, ...change });
      expect(all(element, '.qr')).to.deep.equal([]);
    });
  }

  it('links to the original at the OFD in a new tab without an opener', async () => {
    const element = await shown(receipt);
    const link = find(element, 'footer a') as HTMLAnchorElement;
    expect(link.href).to.equal('https://ofd.example/receipt/1');
    expect(link.target).to.equal('_blank');
    expect(link.rel).to.contain('noopener');
  });

  for (const address of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'blob:https://evil.example/1',
    'file:///etc/passwd',
    'https://',
  ]) {
    it(`does not link to ${JSON.stringify(address)}`, async () => {
      const element = await shown({ ...receipt, ofd_receipt_url: address, fns_site: address });
      expect(all(element, 'a')).to.deep.equal([]);
    });
  }

  it('does not link to a site without a scheme', async () => {
    const element = await shown({ ...receipt, fns_site: 'www.nalog.gov.ru', ofd_receipt_url: '/receipt' });
    const { host } = location;
    const own = all(element, 'a').filter((link) => (link as HTMLAnchorElement).host === host);
    expect(own).to.deep.equal([]);
    expect(fields(element)['Сайт ФНС']).to.equal('www.nalog.gov.ru');
  });

  it('says that the cash register failed and that the payment succeeded', async () => {
    const element = await shown({ status: 'fail', error: ['Касса недоступна', 'код 33'] });
    expect(textOf(element)).to.contain('Оплата прошла').and.contain('Касса недоступна').and.contain('код 33');
    expect(all(element, '.qr, a, button')).to.deep.equal([]);
  });

  it('shows several receipts in their order', async () => {
    const element = await shown(receipt, { ...receipt, fiscal_document_number: 4322 });
    const articles = all(element, 'article');
    expect(articles).to.have.length(2);
    expect(textOf(articles[1] ?? element)).to.contain('4322');
  });

  it('shows the order’s lines once, with the first issued receipt, also after an error of the cash register', async () => {
    const element = await shown({ status: 'fail' }, receipt, { ...receipt, fiscal_document_number: 4322 });
    element.order = readOrder(ORDER, { vat: vatTable(), register: 'configure({vatRates})' });
    await element.updateComplete;
    const goods = all(element, 'article').map((article) => article.querySelectorAll('li').length);
    expect(goods).to.deep.equal([0, ORDER.items.length, 0]);
  });

  it('shows nothing of a pending receipt', async () => {
    const element = await fixture<KvitReceipt>(
      html`<kvit-receipt .items=${[{ status: 'wait' }]}></kvit-receipt>`,
    );
    expect(textOf(element)).to.equal('');
    element.items = [receipt];
    await eventually(() => all(element, 'article').length > 0, 'the receipt');
  });

  it('marks the fields that come from the shop', async () => {
    const element = await shown(receipt);
    expect(all(element, '.shop')).to.deep.equal([]);
    element.order = readOrder(ORDER, { vat: vatTable(), register: '' });
    await element.updateComplete;
    const shop = find(element, '.shop');
    expect(textOf(shop)).to.contain('Сведения магазина').and.contain('Булочка с маком');
    expect(textOf(shop)).to.contain('3 шт. × 83,50 ₽');
  });

  it('has English texts', async () => {
    const element = await shown(receipt);
    element.language = 'en';
    await element.updateComplete;
    expect(textOf(find(element, 'h3'))).to.equal('Fiscal receipt');
    expect(textOf(find(element, '.total'))).to.equal('Total ₽250.50');
  });

  it('prints only itself, in a frame that is removed afterwards', async () => {
    const element = await shown(receipt);
    const frames = HTMLIFrameElement.prototype;
    const real = Object.getOwnPropertyDescriptor(frames, 'contentWindow');
    const printed: Window[] = [];
    Object.defineProperty(frames, 'contentWindow', {
      configurable: true,
      get(this: HTMLIFrameElement) {
        const page = real?.get?.call(this) as Window | null;
        if (page) page.print = () => void printed.push(page);
        return page;
      },
    });
    try {
      part(element, 'print').click();
      await eventually(() => printed.length === 1, 'the print');
    } finally {
      if (real) Object.defineProperty(frames, 'contentWindow', real);
    }
    const [page] = printed;
    expect(textOf(page?.document.body ?? element))
      .to.contain('9999078902012345')
      .and.contain('Итого');
    expect(page?.document.adoptedStyleSheets).to.have.length(1);
    expect(all(element, 'iframe')).to.have.length(1);
    page?.dispatchEvent(new Event('afterprint'));
    expect(all(element, 'iframe')).to.deep.equal([]);
  });

  it('saves itself as a page that works without the shop and without a network', async () => {
    const element = await shown({ ...receipt, ofd_inn: '<b>&"1' });
    const saved: { name: string; text: Promise<string> }[] = [];
    const { click } = HTMLAnchorElement.prototype;
    const { createObjectURL } = URL;
    let blob = new Blob();
    URL.createObjectURL = (made: Blob) => {
      blob = made;
      return createObjectURL(made);
    };
    HTMLAnchorElement.prototype.click = function press(this: HTMLAnchorElement) {
      saved.push({ name: this.download, text: blob.text() });
    };
    try {
      part(element, 'save').click();
      await eventually(() => saved.length === 1, 'the file');
    } finally {
      HTMLAnchorElement.prototype.click = click;
      URL.createObjectURL = createObjectURL;
    }
    expect(saved[0]?.name).to.equal('Кассовый чек 4321.html');
    const text = (await saved[0]?.text) ?? '';
    const page = new DOMParser().parseFromString(text, 'text/html');
    expect(page.title).to.equal('Кассовый чек');
    expect(page.body.textContent).to.contain('<b>&"1');
    expect(page.body.textContent).to.contain('250,50\u00a0₽');
    expect(page.querySelectorAll('b, button').length).to.equal(1);
    expect(page.querySelector('.qr path')?.getAttribute('d')?.[0]).to.equal('M');
    expect(text).not.to.match(/<script|lit\$|\son\w+=/);
  });

  it('shares the link to the original if the platform can share', async () => {
    const shared: ShareData[] = [];
    const own = Object.getOwnPropertyDescriptor(navigator, 'share');
    Object.defineProperty(navigator, 'share', {
      configurable: true,
      value: async (data: ShareData) => void shared.push(data),
    });
    try {
      const element = await shown(receipt, { ...receipt, ofd_receipt_url: 'javascript:alert(1)' });
      for (const button of all(element, '[part="share"]')) button.click();
      await eventually(() => shared.length === 2, 'the sheet');
    } finally {
      if (own) Object.defineProperty(navigator, 'share', own);
      else Reflect.deleteProperty(navigator, 'share');
    }
    expect(shared[0]).to.deep.equal({ title: 'Кассовый чек', url: receipt.ofd_receipt_url });
    expect(shared[1]?.text).to.match(/^t=\d{8}T\d{4}&s=250\.50&fn=/);
  });
});
