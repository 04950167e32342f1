import { SafeStorage, type StorageArea } from './safe-storage.ts';
import { paymentKey, paymentPrefix } from './storage-keys.ts';
import { isExpired, readStoredPayment, type StoredPayment } from './stored-payment.ts';

/** The storage and the clock that payments are kept with. */
export interface PaymentStorageWorld {
  /** `null` when the browser has none. @throws where cookies are blocked */
  readonly storage: StorageArea | null;
  /** milliseconds since 1970 */
  now(): number;
}

/**
 * Stores payments by signer and order. The page also keeps its own records for as long as it lives, so that blocked or full storage
 * never prevents a payment.
 */
export class PaymentStorage {
  readonly #world: PaymentStorageWorld;
  readonly #scope: string;
  readonly #storage: SafeStorage;
  readonly #own = new Map<string, StoredPayment>();

  /** @param scope tells signers apart: the signer's address */
  constructor(world: PaymentStorageWorld, scope: string) {
    this.#world = world;
    this.#scope = scope;
    this.#storage = new SafeStorage(() => world.storage);
  }

  /** The order's payment: this page's own record, or a newer one that another tab or an earlier page has stored. */
  read(uuid: string): StoredPayment | null {
    const key = paymentKey(this.#scope, uuid);
    const own = this.#own.get(key) ?? null;
    const stored = this.#readStored(key);
    return stored && !(own && own.at >= stored.at) ? stored : own;
  }

  /** The latest payment with this signer, for a return page without an order. A press without a payment does not count. */
  readLast(): StoredPayment | null {
    const prefix = paymentPrefix(this.#scope);
    const stored = this.#storage.keys.filter((key) => key.startsWith(prefix));
    return [...this.#own.keys(), ...stored]
      .map((key) => this.read(key.slice(prefix.length)))
      .filter((payment) => payment !== null)
      .filter(({ id }) => id !== null)
      .reduce<StoredPayment | null>((last, one) => (last && last.at >= one.at ? last : one), null);
  }

  write(payment: StoredPayment): void {
    const key = paymentKey(this.#scope, payment.uuid);
    this.#own.set(key, payment);
    this.#storage.write(key, JSON.stringify(payment));
  }

  forget(uuid: string): void {
    const key = paymentKey(this.#scope, uuid);
    this.#own.delete(key);
    this.#storage.remove(key);
  }

  #readStored(key: string): StoredPayment | null {
    const stored = readStoredPayment(this.#storage.readJson(key));
    // one order's record under another one's key would show the wrong payment
    const fits =
      stored && paymentKey(this.#scope, stored.uuid) === key && !isExpired(stored, this.#world.now());
    return fits ? stored : null;
  }
}
