import { textOf } from '../reading/fields.ts';
import type { RawReceipt } from '../contract/wire.ts';

/** The state of a receipt: `failed` is an error of the cash register. */
export type ReceiptStatus = 'issued' | 'pending' | 'failed';

export const isIssued = (raw: RawReceipt): boolean => receiptStatus(raw) === 'issued';

/** Reads the status. The API does not list its words; with an unknown word a receipt with FN, FD and FPD is issued. */
export function receiptStatus(raw: RawReceipt): ReceiptStatus {
  const status = textOf(raw.status)?.toLowerCase();
  if (status === 'done' || status === 'success') return 'issued';
  if (status === 'fail' || status === 'error') return 'failed';
  const complete = raw.fn_number && raw.fiscal_document_number && raw.fiscal_document_attribute;
  return complete && status !== 'wait' ? 'issued' : 'pending';
}
