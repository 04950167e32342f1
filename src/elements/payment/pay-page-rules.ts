import { isLoopback, type PayPageRules } from '../../domain/contract/pay-page.ts';
import { configuration } from '../base/configuration.ts';

const GATEWAY_HOST = 'urlpay.io';

/** Where this page may send a buyer: to the gateway, to the configured hosts, and within one machine anywhere. */
export function payPageRules(): PayPageRules {
  const hosts = [GATEWAY_HOST, ...(configuration().payHosts ?? [])];
  return { hosts, anyLoopback: isLoopback(location.hostname) };
}
