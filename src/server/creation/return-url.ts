import { invalid } from '../http/problem.ts';
import { parseUrl } from '../runtime/parse-url.ts';

function mayReturnTo(
  url: URL,
  request: Request,
  origins: readonly string[],
  hosts: readonly string[] | null,
): boolean {
  if (url.origin === new URL(request.url).origin || origins.includes(url.origin)) return true;
  // a merchant who lists hosts does not depend on a header that anything but a browser can write
  return hosts ? hosts.includes(url.host) : url.origin === request.headers.get('Origin');
}

/**
 * Checks where the gateway shall send the buyer after paying: the page's own origin, or one the merchant allowed.
 *
 * @throws {HttpProblem} 422 `website_url`, because a foreign address makes the payment page a step of somebody's phishing
 */
export function readReturnUrl(
  value: string | null | undefined,
  request: Request,
  origins: readonly string[],
  hosts: readonly string[] | null,
): string | undefined {
  if (value === null || value === undefined) return undefined;
  const url = parseUrl(value);
  const web = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (url && web && !url.username && !url.password && mayReturnTo(url, request, origins, hosts))
    return url.href;
  throw invalid([{ field: 'website_url', message: 'must be an address of this shop' }]);
}
