import { readFile } from 'node:fs/promises';
import type { BasketKind } from './basket.ts';
import type { OrderBook } from './order-book.ts';

/** The pages, and whose basket lies on each. */
const PAGES: Readonly<Record<string, BasketKind | null>> = {
  '/index.html': null,
  '/demo/checkout.html': 'checkout',
  '/demo/return.html': null,
  '/demo/product.html': 'product',
  '/demo/plain.html': 'plain',
  '/demo/plain-global.html': 'plain',
  '/demo/order.html': 'order',
  '/demo/new-tab.html': 'tab',
  '/demo/subscription.html': 'subscription',
  '/demo/subscriptions.html': null,
  '/demo/hold.html': 'hold',
  '/demo/offer.html': null,
  '/demo/privacy.html': null,
  '/demo/gallery.html': null,
  '/demo/playground.html': null,
  '/demo/stage.html': null,
};

const NEW_ORDER = '/demo/new-order';

/** As strict as a shop can be: the widget must not need more. Both names are Lit's, as it comes and as we build it. */
const policy = (frames: "'none'" | "'self'"): string =>
  [
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    `frame-ancestors ${frames}`,
    "require-trusted-types-for 'script'",
    "trusted-types lit-html kvit 'allow-duplicates'",
  ].join('; ');

/** The one page that another one of ours may frame. */
const FRAMED = '/demo/stage.html';

const fileOf = (path: string): string => (path === '/' ? '/index.html' : path);
const kindOf = (path: string): BasketKind | null => PAGES[fileOf(path)] ?? null;

/** The shop's pages with the number of the buyer's order in them: a reload and Back must find the same order. */
export class ShopPages {
  readonly #orders: OrderBook;
  readonly #root: URL;

  /** @param root the folder that holds `index.html` */
  constructor(orders: OrderBook, root: URL) {
    this.#orders = orders;
    this.#root = root;
  }

  /** Whether an address is one of the shop's pages. */
  has(path: string): boolean {
    return path === NEW_ORDER || Object.hasOwn(PAGES, fileOf(path));
  }

  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === NEW_ORDER) return this.#startOver(searchParams.get('to') ?? '/');
    const headers = new Headers({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy(pathname === FRAMED ? "'self'" : "'none'"),
      // asked for again each time, and yet free to wait in the browser's memory for Back
      'Cache-Control': 'no-cache',
    });
    const page = await readFile(new URL(`.${fileOf(pathname)}`, this.#root), 'utf8');
    const kind = kindOf(pathname);
    if (!kind) return new Response(page, { headers });
    return new Response(page.replaceAll('%ORDER%', this.#orderOf(request, kind, headers)), { headers });
  }

  /** The buyer's order of a kind, opened when there is none. */
  #orderOf(request: Request, kind: BasketKind, headers: Headers): string {
    const known = readCookie(request, kind);
    if (known && this.#orders.has(known, kind)) return known;
    const opened = this.#orders.open(kind);
    headers.set('Set-Cookie', cookie(kind, opened));
    return opened;
  }

  #startOver(to: string): Response {
    // only to a page of ours: `to` may come from anybody
    const path = this.has(to) && to !== NEW_ORDER ? to : '/';
    const headers = new Headers({ Location: path, 'Cache-Control': 'no-store' });
    const kind = kindOf(path);
    if (kind) headers.set('Set-Cookie', cookie(kind, this.#orders.open(kind)));
    return new Response(null, { status: 303, headers });
  }
}

const cookie = (kind: BasketKind, uuid: string): string =>
  `bulka_${kind}=${uuid}; Path=/; HttpOnly; SameSite=Lax`;

function readCookie(request: Request, kind: BasketKind): string | null {
  const cookies = request.headers.get('Cookie')?.split('; ') ?? [];
  const found = cookies.find((one) => one.startsWith(`bulka_${kind}=`));
  return found?.slice(found.indexOf('=') + 1) ?? null;
}
