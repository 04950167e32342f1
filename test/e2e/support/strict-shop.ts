import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { isBuiltFile, serveBuiltFile } from '../../../demo/built-files.ts';
import { ACCOUNT, createMerchant, SIGNER_PATH } from '../../../demo/merchant/merchant.ts';
import { OrderBook } from '../../../demo/merchant/order-book.ts';
import type { Sandbox } from '../../../src/sandbox/index.ts';
import { serveSandbox } from '../../../src/sandbox/serve.ts';

/** As strict as a page of a shop can be. */
export const STRICT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types kvit',
].join('; ');

/** What a page tells about itself, in every engine: its own errors and what its policy stopped. */
const WATCH = `
  const note = (words) => {
    const noted = JSON.parse(sessionStorage.getItem('noted') ?? '[]');
    sessionStorage.setItem('noted', JSON.stringify([...noted, words]));
  };
  addEventListener('error', (event) => note('error: ' + (event.message ?? event.target?.src)), true);
  addEventListener('unhandledrejection', ({ reason }) => note('rejection: ' + reason));
  document.addEventListener('securitypolicyviolation', (event) =>
    note('policy: ' + event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample));
`;

const BLOCK_STORAGE = `
  const refuse = { get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } };
  Object.defineProperty(window, 'localStorage', refuse);
`;

const FILES: Readonly<Record<string, string>> = { '/watch.js': WATCH, '/block-storage.js': BLOCK_STORAGE };
const NO_FILE = new Response(null, { status: 404 });
const ROOT = new URL('../../../', import.meta.url);

export interface PageOptions {
  /** what comes before the widget's tags; the watching script comes first of all */
  readonly head: string;
  /** what stands on it for its order; a checkout unless told otherwise */
  readonly body?: string | ((order: string) => string);
  readonly policy?: string;
  /** of the page; its script files say none */
  readonly charset?: 'utf-8' | 'windows-1251';
}

export interface Answered {
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

/** A shop of hand-written pages over what `npm run build` made, with a real signer and a gateway behind it. */
export class StrictShop {
  readonly url: string;
  readonly sandbox: Sandbox;
  /** as pages name it in `payHosts` */
  readonly gatewayHost: string;
  /** everything the shop has told browsers */
  readonly answers: Answered[] = [];
  /** paths that are answered 500, and how many times more */
  readonly broken = new Map<string, number>();
  /** paths that are answered only when this is over */
  readonly slow = new Map<string, Promise<unknown>>();
  /** scripts of the shop's own, by their paths */
  readonly scripts = new Map(Object.entries(FILES));
  readonly callbackPath: string;
  readonly #pages = new Map<
    string,
    { readonly html: string; readonly policy: string | undefined; readonly charset: string }
  >();
  readonly #orders: OrderBook;
  readonly #signer: (request: Request) => Promise<Response>;
  readonly #stop: () => Promise<void>;

  private constructor(url: string, sandbox: Sandbox, gateway: string, stop: () => Promise<void>) {
    this.#orders = new OrderBook();
    const { signer, callbackPath } = createMerchant(gateway, this.#orders, () => undefined);
    this.url = url;
    this.sandbox = sandbox;
    this.gatewayHost = new URL(gateway).host;
    this.callbackPath = callbackPath;
    this.#signer = signer.fetch.bind(signer);
    this.#stop = stop;
    sandbox.callbackUrl = url + callbackPath;
  }

  static async start(): Promise<StrictShop> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const gateway = await serveSandbox(ACCOUNT);
    const shop = new StrictShop(url, gateway.sandbox, `${gateway.url}/api`, async () => {
      server.closeAllConnections();
      server.close();
      await gateway.close();
    });
    const listener = getRequestListener((request) => shop.#answer(request), { overrideGlobalObjects: false });
    server.on('request', (incoming, outgoing) => void listener(incoming, outgoing));
    return shop;
  }

  /** Puts a page with a new order on the shelf. @returns its address and the order's number */
  page(
    name: string,
    { head, body, policy, charset = 'utf-8' }: PageOptions,
  ): { readonly url: string; readonly order: string } {
    const order = this.#orders.open('plain');
    const content = typeof body === 'string' ? body : (body ?? checkout)(order);
    const html = `<!doctype html><html lang="ru"><meta charset="${charset}"><title>${name}</title><link rel="icon" href="/icon.svg">
      <script src="/watch.js"></script>${head}<body>${content}</body></html>`;
    this.#pages.set(`/${name}`, { html, policy, charset });
    return { url: `${this.url}/${name}`, order };
  }

  close(): Promise<void> {
    return this.#stop();
  }

  async #answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const response = await this.#respond(request, pathname);
    const body = await response.clone().text();
    this.answers.push({ path: pathname, status: response.status, body });
    return response;
  }

  async #respond(request: Request, path: string): Promise<Response> {
    await this.slow.get(path);
    const failures = this.broken.get(path) ?? 0;
    if (failures > 0) {
      this.broken.set(path, failures - 1);
      return new Response('broken', { status: 500 });
    }
    if (path.startsWith(`${SIGNER_PATH}/`)) return this.#signer(request);
    if (isBuiltFile(path)) return serveBuiltFile(request, ROOT);
    const script = this.scripts.get(path);
    if (script !== undefined) return new Response(script, { headers: { 'Content-Type': 'text/javascript' } });
    const page = this.#pages.get(path);
    if (page === undefined) return NO_FILE.clone();
    const headers = new Headers({
      'Content-Type': `text/html; charset=${page.charset}`,
      'Cache-Control': 'no-cache',
    });
    if (page.policy !== undefined) headers.set('Content-Security-Policy', page.policy);
    return new Response(page.charset === 'utf-8' ? page.html : inCyrillicPage(page.html), { headers });
  }
}

/** A text as pages of old shops have it: Russian letters in one byte each. */
function inCyrillicPage(text: string): Uint8Array<ArrayBuffer> {
  const byte = (code: number): number => (code < 0x80 ? code : code === 0x451 ? 0xb8 : code - 0x410 + 0xc0);
  return Uint8Array.from(text, (letter) => byte(letter.charCodeAt(0)));
}

/** The order of the demo's plain page: a bun three times and a pie. */
export function checkout(order: string, attributes = 'website-url="/return"'): string {
  return `<kvit-checkout signer="/kvit" uuid="${order}" description="Покупка булочек" ${attributes}>
    <kvit-item description="Булочка с маком" quantity="3" price="83.50" vat-code="2" payment-subject="1"
      payment-mode="4" measurement-unit="0"></kvit-item>
    <kvit-item description="Пирог с капустой" quantity="1.250" price="890.00" vat-code="2" payment-subject="1"
      payment-mode="4" measurement-unit="11"></kvit-item>
  </kvit-checkout>`;
}
