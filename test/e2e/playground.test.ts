import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { poll } from './driver/poll.ts';
import type { Page } from './driver/page.ts';
import { inShop, type Scene } from './support/in-shop.ts';

const PATH = '/demo/playground.html';
const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const VAT = '#cart li:first-child label:nth-of-type(1) select';

/** An expression about `page`, the document in the frame, and `checkout`, the widget in it. */
const framed = (expression: string): string => `(() => {
  const page = document.querySelector('#preview').contentDocument;
  const checkout = page.querySelector('kvit-checkout');
  return ${expression};
})()`;

const PAY_TEXT = framed(`checkout?.shadowRoot.querySelector('[part="pay"]')?.textContent.trim() ?? ''`);

/** Waits until an expression about the frame gives what is wanted. */
async function shows(page: Page, expression: string, wanted: unknown): Promise<void> {
  let last: unknown;
  const found = await poll(async () => {
    last = await page.evaluate(framed(expression));
    return wanted instanceof RegExp ? wanted.test(String(last)) : last === wanted;
  });
  assert.ok(found, `${expression} is ${String(last)} instead of ${String(wanted)}`);
}

async function pays(page: Page, sum: RegExp): Promise<void> {
  const found = await poll(async () => sum.test(await page.evaluate<string>(PAY_TEXT)));
  assert.ok(found, `the button says ${await page.evaluate<string>(PAY_TEXT)}`);
}

async function opens({ buyer: { page }, demo }: Scene, search = ''): Promise<Page> {
  await page.goto(demo.url + PATH + search);
  await page.waitFor('html[data-ready]');
  return page;
}

/** As a visitor chooses in a select: the keys differ between engines. */
const choose = (page: Page, selector: string, value: string): Promise<unknown> =>
  page.evaluate(
    ([selector, value]: readonly [string, string]) => {
      const select = document.querySelector<HTMLSelectElement>(selector);
      if (!select) throw new Error(selector);
      select.value = value;
      select.dispatchEvent(new Event('change'));
    },
    [selector, value] as const,
  );

async function fill(page: Page, selector: string, text: string): Promise<void> {
  await page.type(selector, text);
  await page.press('Tab');
}

const search = (page: Page): Promise<string> => page.evaluate('location.search');
const pasted = (page: Page): Promise<string> => page.text('#code');

const unfold = (page: Page): Promise<unknown> =>
  page.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);

async function assertAccessible(page: Page, where: string): Promise<void> {
  // what is in the frame is the widget, which has its own tests
  const found = await page.evaluate<string[]>(`(async () => {
    ${AXE};
    const { violations } = await axe.run(document, { iframes: false });
    return violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + failureSummary).join());
  })()`);
  assert.deepEqual(found, [], where);
}

inShop('the playground', (scene, engine) => {
  test('a cart of one’s own, paid on the gateway’s page and back, with the events', async () => {
    const page = await opens(scene(), '?item=2,150.50,2,1,4,0,Пирожок&lang=en');
    await pays(page, /Pay .*301\.00/);
    await page.evaluate(framed(`checkout.shadowRoot.querySelector('[part="pay"]').click()`));
    await scene().buyer.here.isAtTheGateway();
    assert.match(await page.text('h1'), /301,00/);
    await page.click('button[value="pay"]');
    await page.waitForUrl(/playground\.html\?lang=en&item=2,150\.50/);
    await shows(page, `checkout?.getAttribute('state')`, 'receipt');
    await page.waitForText(/kvit-receipt[^]*kvit-paid[^]*kvit-redirect[^]*kvit-pay/, {
      selector: '#events',
    });
    await unfold(page);
    await page.waitForText('"description": "Пирожок"', { selector: '#events' });
    const order = await page.evaluate<string>(framed(`checkout.getAttribute('uuid')`));
    assert.deepEqual(
      scene()
        .payments(order)
        .map(({ amount, status }) => [amount, status]),
      [['301.00', 3]],
    );
    // another order, and the paid one is left alone
    await page.click('#new-order');
    await shows(
      page,
      `checkout.getAttribute('uuid') !== '${order}' && checkout.getAttribute('state')`,
      'idle',
    );
  });

  // the road leads through every engine; the rest is the page's own logic, and one is enough for that
  if (engine !== 'chromium') return;

  test('an attribute, a token, the theme, the cart and the width: the widget and the HTML follow', async () => {
    const page = await opens(scene());
    await unfold(page);
    await pays(page, /547,50/);
    await fill(page, '#attributes input[placeholder^="секунды"]', '3600');
    await shows(page, `checkout.getAttribute('hold-time')`, '3600');
    await page.click('#looks input[value="sky"]');
    const accent = `page.defaultView.getComputedStyle(checkout.shadowRoot.querySelector('[part="pay"]')).backgroundColor`;
    await shows(page, accent, 'rgb(21, 87, 184)');
    await fill(page, '#tokens li:nth-child(1) .value:first-child input:not([type])', '#AA5500');
    await shows(page, accent, 'rgb(170, 85, 0)');
    await fill(page, '#cart li:first-child input[inputmode]', '1,5');
    await choose(page, '#add', '3');
    await pays(page, /617,25/);
    await choose(page, VAT, '6');
    await shows(page, `checkout.querySelector('kvit-item').getAttribute('vat-code')`, '6');
    const text = await pasted(page);
    for (const part of [
      'hold-time="3600"',
      'href="themes/sky.css"',
      '--kvit-accent: light-dark(#aa5500, #8fbcff);',
      'quantity="1.5"',
      'vat-code="6"',
      'description="Круассан с миндалём"',
    ])
      assert.ok(text.includes(part), part);
    for (const [frame, width] of [
      ['tablet', 768],
      ['desktop', 1200],
      ['phone', 375],
    ] as const) {
      await page.click(`#frames input[value="${frame}"]`);
      await shows(page, 'page.defaultView.innerWidth', width);
    }
    assert.match(await search(page), /^\?hold-time=3600&theme=sky&accent=aa5500&item=1\.5,83\.50,6,.*&item=/);
  });

  test('the address: a reload, Back and another browser give the same; a wrong value stays in its field', async () => {
    const page = await opens(scene(), '?scheme=dark&radius=3px');
    await unfold(page);
    await pays(page, /547,50/);
    const offer = '#attributes input[placeholder="нет оферты"]';
    await fill(page, offer, 'javascript:alert(1)');
    await page.waitForText('Адрес: https://', { selector: '#attributes .problem' });
    assert.equal(await search(page), '?scheme=dark&radius=3px');
    await fill(page, offer, '/terms');
    await shows(page, `checkout.getAttribute('offer-url')`, '/terms');
    const code = await pasted(page);
    await page.reload();
    await page.waitFor('html[data-ready]');
    await shows(page, `checkout?.getAttribute('offer-url')`, '/terms');
    assert.equal(await pasted(page), code);
    assert.equal(await page.evaluate(framed('page.documentElement.style.colorScheme')), 'dark');
    await page.click('#looks input[value="ink"]');
    await page.waitForUrl(/theme=ink/);
    await page.back();
    await page.waitForUrl(/html\?offer-url=\/terms&scheme=dark&radius=3px$/);
    assert.equal(await pasted(page), code);
    assert.equal(await page.evaluate(`document.querySelector('#looks input[value="kvit"]').checked`), true);
  });

  test('the copy button gives what is shown, and says so', async () => {
    const page = await opens(scene());
    await page.evaluate(`navigator.clipboard.writeText = async (text) => { window.copied = text; }`);
    await page.click('#copy');
    await page.waitForText('Скопировано', { selector: '#copied[role="status"]' });
    assert.equal(
      await page.evaluate('window.copied'),
      await page.evaluate(`document.querySelector('#code').textContent`),
    );
    await page.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))`);
    await page.click('#copy');
    await page.waitForText('Ctrl+C', { selector: '#copied' });
    assert.match(await page.evaluate('String(getSelection())'), /^<script/);
  });

  test('hostile addresses: text stays text, and nothing is asked of anybody', async () => {
    const mark = `"><img src=https://evil.example/x onerror=alert(1)><script>alert(1)</script>'`;
    const query = new URLSearchParams({
      description: mark,
      'offer-url': 'javascript:alert(1)',
      'privacy-url': '//evil.example/',
      theme: mark,
      accent: `red;background:url(//evil.example/y)`,
      font: 'x;}</style><script>alert(1)</script>',
      scenario: '../evil',
      language: 'x'.repeat(10_240),
    });
    query.append('item', `1,10.00,2,1,4,0,${mark}`);
    query.append('item', `${mark},${mark}`);
    const page = await opens(scene(), `?${query}`);
    await pays(page, /110,00/);
    assert.equal(await page.evaluate(framed(`checkout.getAttribute('description')`)), mark);
    assert.equal(await page.evaluate(`document.querySelectorAll('img, #code *').length`), 0);
    assert.equal(await page.evaluate(framed(`page.querySelectorAll('img, main script').length`)), 0);
    const code = await pasted(page);
    assert.ok(code.includes('description="&quot;&gt;&lt;img src=https://evil.example/x'));
    assert.doesNotMatch(code, /javascript:|evil\.example\/"|<img|url\(|alert\(1\)<\/script>/);
    const asked = (of: string) => `${of}.performance.getEntriesByType('resource').map(({ name }) => name)`;
    const names = [
      ...(await page.evaluate<string[]>(asked('window'))),
      ...(await page.evaluate<string[]>(framed(asked('page.defaultView')))),
    ];
    assert.deepEqual(
      names.filter((name) => new URL(name).host === 'evil.example'),
      [],
    );
    // back to what can be kept, so that the address that is shared is a clean one
    assert.deepEqual([...new URLSearchParams(await search(page)).keys()], ['description', 'item', 'item']);
  });

  test('axe finds nothing, light and dark, wide and narrow', async () => {
    for (const [width, scheme] of [
      [1280, 'light'],
      [375, 'dark'],
    ] as const) {
      const page = await opens(scene());
      await page.viewport(width, 800);
      await unfold(page);
      await pays(page, /547,50/);
      // the page follows the system, which a test cannot turn in every engine
      await page.evaluate(`document.documentElement.style.colorScheme = '${scheme}'`);
      await assertAccessible(page, `${width} ${scheme}`);
      const across = await page.evaluate<number>('document.documentElement.scrollWidth');
      assert.ok(across <= width, `${across} in ${width}`);
    }
  });
});
