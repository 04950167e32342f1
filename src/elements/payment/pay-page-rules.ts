import { isLoopback, type PayPageRules } from '../../domain/contract/pay-page.ts';
import { configuration } from '../base/configuration.ts';

const GATEWAY_HOST = 'urlpay.io';

/** The hosts of payment pages: the gateway, the configured hosts, and any loopback host if this page is on loopback. */
export function payPageRules(): PayPageRules {
  const hosts = [GATEWAY_HOST, ...(configuration().payHosts ?? [])];
  return { hosts, anyLoopback: isLoopback(location.hostname) };
}
