import { readFile } from 'node:fs/promises';
import type { BasketKind } from './basket.ts';
import type { OrderBook } from './order-book.ts';

/** The shop’s pages, each with the kind of its basket. */
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
  '/demo/preview.html': null,
};

const NEW_ORDER = '/demo/new-order';

/** The strictest policy that the widget works under. Lit names its Trusted Types policy `lit-html`; our bundles name it `kvit`. */
const policy = (frames: "'none'" | "'self'"): string =>
  [
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    `frame-ancestors ${frames}`,
    "require-trusted-types-for 'script'",
    "trusted-types lit-html kvit 'allow-duplicates'",
  ].join('; ');

/** The only page that the playground frames. */
const FRAMED = '/demo/preview.html';

const fileOf = (path: string): string => (path === '/' ? '/index.html' : path);
const kindOf = (path: string): BasketKind | null => PAGES[fileOf(path)] ?? null;

/** Serves the shop's pages with the buyer's order number, which stays the same after a reload and Back. */
export class ShopPages {
  readonly #orders: OrderBook;
  readonly #root: URL;

  /** @param root the folder of `index.html` */
  constructor(orders: OrderBook, root: URL) {
    this.#orders = orders;
    this.#root = root;
  }

  /** True if a path names a page of the shop. */
  has(path: string): boolean {
    return path === NEW_ORDER || Object.hasOwn(PAGES, fileOf(path));
  }

  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === NEW_ORDER) return this.#startOver(searchParams.get('to') ?? '/');
    const headers = new Headers({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy(pathname === FRAMED ? "'self'" : "'none'"),
      // revalidated each time, yet allowed in the back/forward cache
      'Cache-Control': 'no-cache',
    });
    const page = await readFile(new URL(`.${fileOf(pathname)}`, this.#root), 'utf8');
    const kind = kindOf(pathname);
    if (!kind) return new Response(page, { headers });
    return new Response(page.replaceAll('%ORDER%', this.#orderOf(request, kind, headers)), { headers });
  }

  /** Returns the number of the buyer's order of a kind, and opens one if there is none. */
  #orderOf(request: Request, kind: BasketKind, headers: Headers): string {
    const known = readCookie(request, kind);
    if (known && this.#orders.has(known, kind)) return known;
    const opened = this.#orders.open(kind);
    headers.set('Set-Cookie', cookie(kind, opened));
    return opened;
  }

  #startOver(to: string): Response {
    // redirect only to our own pages: `to` is untrusted
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
