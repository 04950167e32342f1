import { textOf } from '../reading/fields.ts';
import type { RawReceipt } from '../contract/wire.ts';

export type ReceiptStatus = 'issued' | 'pending' | 'failed';

export const isIssued = (raw: RawReceipt): boolean => receiptStatus(raw) === 'issued';

/** The API does not list its receipt statuses; a word it has not published is judged by what the receipt holds. */
export function receiptStatus(raw: RawReceipt): ReceiptStatus {
  const status = textOf(raw.status)?.toLowerCase();
  if (status === 'done' || status === 'success') return 'issued';
  if (status === 'fail' || status === 'error') return 'failed';
  const complete = raw.fn_number && raw.fiscal_document_number && raw.fiscal_document_attribute;
  return complete && status !== 'wait' ? 'issued' : 'pending';
}
