import { invalid } from '../http/problem.ts';
import { parseUrl } from '../runtime/parse-url.ts';

function mayReturnTo(
  url: URL,
  request: Request,
  origins: readonly string[],
  hosts: readonly string[] | null,
): boolean {
  if (url.origin === new URL(request.url).origin || origins.includes(url.origin)) return true;
  // with a list of hosts, the `Origin` header does not count: other programs than browsers can write it
  return hosts ? hosts.includes(url.host) : url.origin === request.headers.get('Origin');
}

/**
 * Checks the address that the gateway sends the buyer to after paying: the page's own origin, or one that the merchant allows. A
 * foreign address would make the payment page a step of somebody's phishing.
 *
 * @param value the claim's `website_url`
 * @throws {HttpProblem} 422 `website_url`
 */
export function readReturnUrl(
  value: string | null | undefined,
  request: Request,
  origins: readonly string[],
  hosts: readonly string[] | null,
): string | undefined {
  if (value === null || value === undefined) return undefined;
  const url = parseUrl(value);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (url && isWeb && !url.username && !url.password && mayReturnTo(url, request, origins, hosts))
    return url.href;
  throw invalid([{ field: 'website_url', message: 'must be an address of this shop' }]);
}
