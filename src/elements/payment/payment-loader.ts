import { KvitError } from '../../domain/errors/kvit-error.ts';
import type * as paymentCode from './payment-code.ts';

/** The code of paying. */
export type PaymentCode = typeof paymentCode;

/** Loads the code of paying. @throws {KvitError} `network` if its file does not come */
export async function loadPaymentCode(): Promise<PaymentCode> {
  try {
    return await import('./payment-code.ts');
  } catch (cause) {
    throw new KvitError('network', 'a part of the widget did not load', { cause });
  }
}
