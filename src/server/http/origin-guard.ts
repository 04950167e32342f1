import { HttpProblem } from './problem.ts';

const ALLOWED_HEADERS = 'Content-Type, Idempotency-Key, Kvit-Payment';

/** Decides which pages may call, by Fetch Metadata and `Origin`, and says so in CORS headers. */
export class OriginGuard {
  readonly #origins: readonly string[];

  constructor(origins: readonly string[]) {
    this.#origins = origins;
  }

  /** @throws {HttpProblem} 403 for a page of an origin nobody allowed */
  check(request: Request): void {
    const origin = request.headers.get('Origin');
    const site = request.headers.get('Sec-Fetch-Site');
    if (origin !== null && this.#origins.includes(origin)) return;
    // behind a proxy the request's URL may have another origin than the page saw: the browser's own word is enough
    if (site === 'same-origin' && origin !== 'null') return;
    // a browser without Fetch Metadata behind a proxy that ends TLS: the host is the same, the scheme is not
    const ours = origin === null || originsOf(request.url).includes(origin);
    if (ours && (site === null || site === 'none')) return;
    throw new HttpProblem(403, 'refused', 'Pages of this origin may not call here.');
  }

  /** 204 for an allowed page. @param method the route's own @throws {HttpProblem} 403 */
  preflight(request: Request, method: string): Response {
    const origin = request.headers.get('Origin');
    if (origin === null || !this.#origins.includes(origin)) {
      throw new HttpProblem(403, 'refused', 'Pages of this origin may not call here.');
    }
    return new Response(null, {
      status: 204,
      headers: {
        'Access-Control-Allow-Methods': method,
        'Access-Control-Allow-Headers': ALLOWED_HEADERS,
        'Access-Control-Max-Age': '600',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  }

  /** Lets an allowed page of another origin read the answer. */
  mark(request: Request, response: Response): Response {
    const origin = request.headers.get('Origin');
    response.headers.set('Vary', 'Origin');
    if (origin !== null && this.#origins.includes(origin)) {
      response.headers.set('Access-Control-Allow-Origin', origin);
      response.headers.set('Access-Control-Expose-Headers', 'Retry-After');
    }
    return response;
  }
}

/** The origin that a request names, and the one its page saw before a proxy took the TLS off. */
const originsOf = (url: string): readonly string[] => {
  const { origin, host } = new URL(url);
  return [origin, `https://${host}`];
};
