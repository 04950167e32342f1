import { vatTable } from '../../domain/codes/vat.ts';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Alert } from '../../server/notification/alert.ts';
import type { PaidEvent } from '../../server/notification/paid-event.ts';
import type { SignerOptions } from '../../server/signer/signer-options.ts';
import type { PriceOrder } from '../../server/creation/pricing.ts';
import { createSigner, type Signer } from '../../server/signer/signer.ts';
import type { Store } from '../../server/store/store.ts';
import { Backend } from './backend.ts';
import { cataloguePricing } from './catalogue-pricing.ts';
import { readConfig, type Config } from '../config/config.ts';
import type { Environment } from '../command-world.ts';
import { readKeys, secretsOf, type Keys } from '../config/keys.ts';
import { createLog, type Logger } from './log.ts';
import { Metrics } from './metrics.ts';
import { isPrivateAddress } from './private-address.ts';
import { openStore } from './open-store.ts';
import { ConfigurationError } from '../config/configuration-error.ts';

/** A signer built from a configuration, with its store, log and metrics. */
export interface Shop {
  readonly config: Config;
  readonly signer: Signer;
  readonly store: Store;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** true if the signer accepts the gateway's callbacks */
  readonly callbacks: boolean;
}

/** The address of the client's end of a request's connection; `null` if unknown. */
export type PeerOf = (request: Request) => string | null;

/** The parts that a signer is built from. */
interface Parts {
  readonly config: Config;
  readonly keys: Keys;
  readonly store: Store;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly backend: Backend;
  readonly peerOf: PeerOf;
}

function priceList({ config, backend }: Parts): PriceOrder {
  const { catalogue, pricing, vatRates } = config;
  if (pricing) return backend.pricing(pricing.url, pricing.forwardHeaders);
  if (!catalogue) throw new ConfigurationError('there is no price list');
  try {
    return cataloguePricing(catalogue, { vat: vatTable(vatRates), register: 'vatRates' });
  } catch (error) {
    if (error instanceof KvitError)
      throw new ConfigurationError(`catalogue: ${error.message.replaceAll('\n', '; ')}`, { cause: error });
    throw error;
  }
}

/** Handlers that write events to the log and the metrics, and send them to the backend. */
function eventHandlers({ config: { onPaid, onAlert }, backend, log, metrics }: Parts) {
  return {
    onPaid: async (event: PaidEvent): Promise<void> => {
      log.info({ order: event.order.uuid, amount: event.payment.amount }, 'paid');
      if (onPaid) await backend.send(onPaid.url, event, event.key);
    },
    onAlert: async (alert: Alert): Promise<void> => {
      metrics.alert(alert.kind);
      log.warn(alert, 'alert');
      if (onAlert) await backend.send(onAlert.url, alert, alert.kind === 'refund_due' ? alert.key : null);
    },
  };
}

/** The options that the configuration sets. `createSigner` refuses some options if they are present as `undefined`. */
function givenOptions({ config, keys }: Parts): Partial<SignerOptions> {
  const { gateway, basePath, origins, payHosts, returnHosts, vatRates, limits } = config;
  const { callbackSecret } = keys;
  const given = { gateway, basePath, origins, payHosts, returnHosts, vatRates, limits, callbackSecret };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function signerOf(parts: Parts): Signer {
  const { config, keys, store, metrics, peerOf } = parts;
  const { shopId, clientHeader } = config;
  const { secret, apiKey } = keys;
  // the nearest proxy wrote the last address of the list; a buyer can forge those before it
  const fromHeader = (request: Request) =>
    clientHeader && request.headers.get(clientHeader)?.split(',').at(-1)?.trim();
  const fromConnection = (request: Request): string | null => {
    const address = peerOf(request);
    // all buyers behind a proxy would count as one client and exhaust one limit
    return address === null || isPrivateAddress(address) ? null : address;
  };
  const client = (request: Request): string | null => fromHeader(request) || fromConnection(request);
  try {
    return createSigner({
      ...givenOptions(parts),
      ...eventHandlers(parts),
      shopId,
      secret,
      apiKey,
      client,
      store: metrics.counted(store),
      fetch: metrics.timed(fetch),
      order: priceList(parts),
    });
  } catch (error) {
    // the merchant knows this option by the name of its variable
    if (error instanceof TypeError)
      throw new ConfigurationError(error.message.replace(/^callbackSecret\b/, 'KVIT_CALLBACK_SECRET'), {
        cause: error,
      });
    throw error;
  }
}

/**
 * Opens the shop of a configuration file.
 *
 * @param logTo receives the lines of the log
 * @throws {ConfigurationError} naming what is missing or wrong, in one sentence
 */
export async function openShop(
  file: string,
  environment: Environment,
  logTo: (line: string) => void,
  peerOf: PeerOf,
): Promise<Shop> {
  const config = readConfig(file);
  const keys = readKeys(config, environment);
  const log = createLog(config.logLevel, secretsOf(keys), { write: logTo });
  const metrics = new Metrics();
  const backend = new Backend(keys.hookKey ?? '', fetch, (message) => log.error(message));
  const onStoreError = (error: Error): void => log.error({ message: error.message }, 'store');
  const store = await openStore(config, keys.databaseUrl, onStoreError);
  try {
    const signer = signerOf({ config, keys, store, log, metrics, backend, peerOf });
    return { config, signer, store, log, metrics, callbacks: keys.callbackSecret !== undefined };
  } catch (error) {
    await store.close();
    throw error;
  }
}
