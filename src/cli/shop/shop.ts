import { vatTable } from '../../domain/codes/vat.ts';
import { KvitError } from '../../domain/errors/kvit-error.ts';
import type { Alert } from '../../server/notification/alert.ts';
import type { PaidEvent } from '../../server/notification/paid-event.ts';
import type { SignerOptions } from '../../server/signer/signer-options.ts';
import type { PriceOrder } from '../../server/creation/pricing.ts';
import { createSigner, type Signer } from '../../server/signer/signer.ts';
import type { Store } from '../../server/store/store.ts';
import { Backend } from './backend.ts';
import { catalogueOrder } from '../config/catalogue.ts';
import { readConfig, type Config } from '../config/config.ts';
import { readKeys, secretsOf, type Environment, type Keys } from '../config/keys.ts';
import { createLog, type Logger } from './log.ts';
import { Metrics } from './metrics.ts';
import { isNear } from './private-address.ts';
import { openStore } from './open-store.ts';
import { SetupError } from '../config/configuration-error.ts';

/** A signer as a configuration describes it, and what a command needs around it. */
export interface Shop {
  readonly config: Config;
  readonly signer: Signer;
  readonly store: Store;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** whether the gateway's callbacks are taken */
  readonly callbacks: boolean;
}

/** The address at the other end of a request's connection, where there is one. */
export type PeerOf = (request: Request) => string | null;

/** What a signer is made of. */
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
  if (!catalogue) throw new SetupError('there is no price list');
  try {
    return catalogueOrder(catalogue, { vat: vatTable(vatRates), register: 'vatRates' });
  } catch (error) {
    if (error instanceof KvitError)
      throw new SetupError(`catalogue: ${error.message.replaceAll('\n', '; ')}`, { cause: error });
    throw error;
  }
}

/** Whom the merchant hears through: the log and the counters, and the backend until it has heard. */
function listeners({ config: { onPaid, onAlert }, backend, log, metrics }: Parts) {
  return {
    onPaid: async (event: PaidEvent): Promise<void> => {
      log.info({ order: event.order.uuid, amount: event.payment.amount }, 'paid');
      if (onPaid) await backend.tell(onPaid.url, event, event.key);
    },
    onAlert: async (alert: Alert): Promise<void> => {
      metrics.alert(alert.kind);
      log.warn(alert, 'alert');
      if (onAlert) await backend.tell(onAlert.url, alert, alert.kind === 'refund_due' ? alert.key : null);
    },
  };
}

/** Only what the file says: an option that is `undefined` is not one that is missing. */
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
  // the last of a list is what the nearest proxy wrote; what stands before it came from outside
  const named = (request: Request) =>
    clientHeader && request.headers.get(clientHeader)?.split(',').at(-1)?.trim();
  const peer = (request: Request): string | null => {
    const address = peerOf(request);
    // all buyers of the shop come from its proxy: as one client they would shut one another out
    return address === null || isNear(address) ? null : address;
  };
  const client = (request: Request): string | null => named(request) || peer(request);
  try {
    return createSigner({
      ...givenOptions(parts),
      ...listeners(parts),
      shopId,
      secret,
      apiKey,
      client,
      store: metrics.counted(store),
      fetch: metrics.timed(fetch),
      order: priceList(parts),
    });
  } catch (error) {
    // whoever set the variable knows it by that name
    if (error instanceof TypeError)
      throw new SetupError(error.message.replace(/^callbackSecret\b/, 'KVIT_CALLBACK_SECRET'), {
        cause: error,
      });
    throw error;
  }
}

/**
 * Opens the shop of a configuration file.
 *
 * @param logTo takes the lines of the log
 * @throws {SetupError} one sentence that says what is missing or wrong
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
  const backend = new Backend(keys.hookKey ?? '', fetch, (trouble) => log.error(trouble));
  const trouble = (error: Error): void => log.error({ message: error.message }, 'store');
  const store = await openStore(config, keys.databaseUrl, trouble);
  try {
    const signer = signerOf({ config, keys, store, log, metrics, backend, peerOf });
    return { config, signer, store, log, metrics, callbacks: keys.callbackSecret !== undefined };
  } catch (error) {
    await store.close();
    throw error;
  }
}
