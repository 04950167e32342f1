import type { SafeStorage } from './safe-storage.ts';
import { mayBePaymentOf } from './storage-keys.ts';
import { isExpired, readStoredPayment } from './stored-payment.ts';

/**
 * True if this browser has stored a payment of the order, with any signer. A press that made no payment does not count.
 *
 * An element calls it before its payment code is loaded, so that a buyer who may have paid is not offered to pay again:
 *
 *     hasStoredPayment(new SafeStorage(() => localStorage), uuid, Date.now())
 *
 * @param now milliseconds since 1970
 */
export function hasStoredPayment(storage: SafeStorage, uuid: string, now: number): boolean {
  return storage.keys.some((key) => {
    if (!mayBePaymentOf(key, uuid)) return false;
    const payment = readStoredPayment(storage.readJson(key));
    return payment !== null && payment.uuid === uuid && payment.id !== null && !isExpired(payment, now);
  });
}
