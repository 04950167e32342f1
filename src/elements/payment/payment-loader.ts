import { KvitError } from '../../domain/errors/kvit-error.ts';
import type * as paymentCode from './payment-code.ts';

/** The payment code. */
export type PaymentCode = typeof paymentCode;

/** Loads the payment code. @throws {KvitError} `network` if its file does not load */
export async function loadPaymentCode(): Promise<PaymentCode> {
  try {
    return await import('./payment-code.ts');
  } catch (cause) {
    throw new KvitError('network', 'the payment code did not load', { cause });
  }
}
