import { textOf, textOrNumber } from '../reading/fields.ts';
import type { Kopecks } from '../money/money.ts';
import { receiptStatus, type ReceiptStatus } from './receipt-status.ts';
import { readReceiptTime, type ReceiptTime } from './receipt-time.ts';
import type { RawReceipt } from '../contract/wire.ts';

/** A fiscal receipt as it is shown. Every field but the status may be missing. */
export interface Receipt {
  readonly status: ReceiptStatus;
  /** РН ККТ, FFD tag 1037 */
  readonly kkt: string | null;
  /** ФН, tag 1041 */
  readonly fn: string | null;
  /** ФД, tag 1040 */
  readonly fd: string | null;
  /** ФПД, tag 1077 */
  readonly fpd: string | null;
  /** number in the shift, tag 1042 */
  readonly number: string | null;
  /** number of the shift, tag 1038 */
  readonly shift: string | null;
  /** time of issue by the register's clock, tag 1012 */
  readonly time: ReceiptTime | null;
  /** kopecks, tag 1020 */
  readonly total: Kopecks | null;
  /** INN of the OFD, tag 1017 */
  readonly ofdInn: string | null;
  /** site of the tax service, tag 1060 */
  readonly fnsSite: string | null;
  /** the receipt's page at the OFD; not checked to be an address */
  readonly ofdUrl: string | null;
  /** error texts of the register */
  readonly errors: readonly string[];
}

const TOTAL = /^[0-9]{1,15}(?:\.[0-9]+)?$/;

/** The API's `total` is a float, so it is rounded to the nearest kopeck. It is shown, never charged. */
function readTotal(total: unknown): Kopecks | null {
  const text = typeof total === 'number' ? String(total) : textOf(total);
  if (text === null || !TOTAL.test(text)) return null;
  const kopecks = Math.round(Number(text) * 100);
  return Number.isSafeInteger(kopecks) ? kopecks : null;
}

/** Reads a receipt; a field of another type counts as missing. @param zone the register's IANA time zone */
export function readReceipt(raw: RawReceipt, zone: string): Receipt {
  return {
    status: receiptStatus(raw),
    kkt: textOrNumber(raw.ecr_registration_number),
    fn: textOrNumber(raw.fn_number),
    fd: textOrNumber(raw.fiscal_document_number),
    fpd: textOrNumber(raw.fiscal_document_attribute),
    number: textOrNumber(raw.fiscal_receipt_number),
    shift: textOrNumber(raw.shift_number),
    time: readReceiptTime(textOf(raw.receipt_datetime), zone),
    total: readTotal(raw.total),
    ofdInn: textOrNumber(raw.ofd_inn),
    fnsSite: textOrNumber(raw.fns_site),
    ofdUrl: textOrNumber(raw.ofd_receipt_url),
    errors: ([raw.error ?? []].flat() as unknown[]).filter(
      (error): error is string => textOf(error) !== null,
    ),
  };
}
