import assert from 'node:assert/strict';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { inEngines } from './driver/in-engines.ts';
import type { Page } from './driver/page.ts';
import { poll } from './driver/poll.ts';
import type { Session } from './driver/session.ts';

const HOME = `<!doctype html><meta charset="utf-8"><title>Лавка</title>
<x-counter><i slot="label">Булочек</i></x-counter>
<p hidden>Скрыто</p>
<form method="post" action="/pay"><input name="note" value="прежнее"><button class="pay">Оплатить</button></form>
<a target="_blank" href="/second">В новой вкладке</a>
<script src="/home.js"></script>`;

const SCRIPT = `customElements.define('x-counter', class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    const label = document.createElement('slot');
    label.name = 'label';
    const button = document.createElement('button');
    button.setAttribute('part', 'add');
    button.append('0');
    button.addEventListener('click', () => {
      button.textContent = String(Number(button.textContent) + 1);
      localStorage.setItem('count', button.textContent);
    });
    root.append(label, document.createElement('br'), button);
  }
});
addEventListener('pageshow', (event) => {
  window.restored = event.persisted;
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') document.title = 'Escape';
});`;

/** The strictest policy a shop may have: the driver must not need more. */
const POLICY = "default-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const page = (body: string, type = 'text/html'): void => {
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('Content-Type', `${type}; charset=utf-8`);
    response.end(body);
  };
  switch (`${request.method} ${request.url?.split('?')[0]}`) {
    case 'GET /':
      return page(HOME);
    case 'GET /home.js':
      return page(SCRIPT, 'text/javascript');
    case 'GET /second':
      return page('<!doctype html><h1>Вторая</h1>');
    case 'GET /done':
      return page('<!doctype html><h1>Готово</h1>');
    case 'POST /pay': {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      response.writeHead(303, { Location: `/done?${body}` });
      response.end();
      return;
    }
    default:
      response.writeHead(404).end();
  }
}

inEngines('driver', (browser) => {
  let server: Server;
  let origin: string;
  let session: Session;
  let page: Page;

  before(async () => {
    server = createServer((request, response) => void answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(async () => {
    session = await browser().session();
    page = session.page;
    await page.goto(`${origin}/`);
  });
  afterEach(() => session.close());

  test('clicks through shadow roots and reads what is to be seen', async () => {
    await page.click('body x-counter [part~="add"]');
    await page.click('x-counter > nothing, button[part="add"]');
    assert.equal(await page.text('[part=add]'), '2');
    assert.equal(await page.attribute('x-counter button', 'part'), 'add');
    assert.equal(await page.attribute('x-counter button', 'name'), null);
    assert.match(await page.text(), /^Булочек\n2/);
    assert.doesNotMatch(await page.text(), /Скрыто/);
    await page.waitFor('p', { state: 'hidden' });
    await page.waitFor('table', { state: 'detached' });
    assert.equal(await page.exists('p'), true);
    assert.equal(await page.exists('x-counter p'), false);
  });

  test('types over a field, follows a posted form and comes back', async () => {
    await page.type('input', 'новое');
    await page.click('.pay');
    const url = await page.waitForUrl(/\/done\?/);
    assert.equal(new URL(url).searchParams.get('note'), 'новое');
    await page.waitForText(/готово/i);
    await page.back();
    await page.waitForText('Оплатить');
    assert.equal(await page.url(), `${origin}/`);
    assert.equal(await page.evaluate('window.restored'), true);
    await page.click('.pay');
    await page.waitForUrl(/\/done\?/);
    await page.back();
    await page.click('x-counter button');
    assert.equal(await page.text('x-counter button'), '1');
  });

  test('empties a field and presses keys', async () => {
    await page.type('input', '');
    assert.equal(await page.evaluate('document.querySelector("input").value'), '');
    await page.press('Tab');
    await page.press('Shift+Tab');
    assert.equal(await page.evaluate('document.activeElement.name'), 'note');
    await page.press('Escape');
    assert.equal(await page.evaluate('document.title'), 'Escape');
  });

  test('keeps storage through a reload and out of the next session', async () => {
    await page.click('x-counter button');
    await page.reload();
    assert.equal(await page.evaluate((key: string) => localStorage.getItem(key), 'count'), '1');
    const other = await browser().session();
    await other.page.goto(`${origin}/`);
    assert.equal(await other.page.evaluate(`localStorage.getItem('count')`), null);
    await other.close();
  });

  test('shares storage between tabs and tells them apart', async () => {
    await page.click('x-counter button');
    const opened = await session.openedBy(() => page.click('a'));
    await opened.waitForText('Вторая');
    assert.equal(await opened.evaluate(`localStorage.getItem('count')`), '1');
    const third = await session.newTab(`${origin}/done`);
    assert.equal((await session.tabs()).length, 3);
    assert.equal(await page.url(), `${origin}/`);
    await page.click('x-counter button');
    assert.equal(await page.text('x-counter button'), '2');
    await third.close();
    await opened.close();
    assert.deepEqual(await session.tabs(), [page]);
  });

  test('awaits what it evaluates and passes its errors on', async () => {
    const sum = await page.evaluate(
      async ({ a, b }) => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        return [a + b, null];
      },
      { a: 1, b: 2 },
    );
    assert.deepEqual(sum, [3, null]);
    await assert.rejects(page.evaluate('missing.name'));
  });

  test('resizes the viewport and takes pictures', async () => {
    const { width } = await page.viewport(600, 700);
    assert.equal(width, 600);
    const file = join(tmpdir(), `kvit-driver-${browser().name}-${process.pid}.png`);
    await page.screenshot(file);
    assert.ok((await stat(file)).size > 1000);
  });

  test('names the selector, the address and the text when it waits in vain', async () => {
    await assert.rejects(page.click('table.missing', { timeout: 200 }), (error: Error) => {
      assert.match(error.message, /table\.missing was not visible within 200 ms/);
      assert.ok(error.message.includes(`At ${origin}/`));
      assert.ok(error.message.includes('Оплатить'));
      return true;
    });
    await assert.rejects(page.waitForUrl(/nowhere/, { timeout: 100 }), /nowhere/);
    await assert.rejects(page.waitForText('пусто', { timeout: 100 }), /пусто/);
  });

  test('hears errors of the page, except where the engine is silent', async () => {
    await page.evaluate(`void setTimeout(() => { throw new Error('сломано') })`);
    if (browser().name === 'webkit') return assert.deepEqual(page.errors(), []);
    const heard = await poll(async () => page.errors().some((error) => error.includes('сломано')));
    assert.ok(heard);
  });
});
