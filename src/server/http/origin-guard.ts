import { HttpProblem } from './problem.ts';

const ALLOWED_HEADERS = 'Content-Type, Idempotency-Key, Kvit-Payment';

/** Decides which pages may call the signer, by Fetch Metadata and `Origin`, and sets the CORS headers. */
export class OriginGuard {
  readonly #origins: readonly string[];

  constructor(origins: readonly string[]) {
    this.#origins = origins;
  }

  /** @throws {HttpProblem} 403 for a page whose origin is not allowed */
  check(request: Request): void {
    const origin = request.headers.get('Origin');
    const site = request.headers.get('Sec-Fetch-Site');
    if (origin !== null && this.#origins.includes(origin)) return;
    // behind a proxy, the request's URL may have another origin than the page's; the browser's word is enough
    if (site === 'same-origin' && origin !== 'null') return;
    // a browser without Fetch Metadata, and a proxy that ends TLS: the host is the same, the scheme is not
    const ours = origin === null || originsOf(request.url).includes(origin);
    if (ours && (site === null || site === 'none')) return;
    throw new HttpProblem(403, 'refused', 'Pages of this origin may not call here.');
  }

  /** 204 for a page whose origin is allowed. @param method of the route @throws {HttpProblem} 403 */
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

  /** Lets a page of an allowed origin read the response. */
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

/** The origin of a request's URL, and the one that its page has if a proxy ended TLS. */
const originsOf = (url: string): readonly string[] => {
  const { origin, host } = new URL(url);
  return [origin, `https://${host}`];
};
