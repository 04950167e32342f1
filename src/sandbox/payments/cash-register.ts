import type { SeededRandom } from '../values/seeded-random.ts';
import { decimalText } from '../values/kopecks.ts';
import type { Payment } from './payment.ts';
import { timeText } from '../values/time-text.ts';

const DAY_MS = 86_400_000;
const SETTLEMENT_MS = 3_000;
const LOWEST_FISCAL_SIGN = 1_000_000_000;
const FISCAL_SIGNS = 2 ** 32 - LOWEST_FISCAL_SIGN;

/**
 * A receipt as the API writes it (`GET /v2/payments/{id}/receipt`). `total` is in roubles, times are ISO 8601 ending in `Z`.
 * `fn_number`, `fiscal_document_number` and `fiscal_document_attribute` are the FFD tags 1041, 1040 and 1077 (ФН, ФД, ФПД).
 */
export interface ReceiptJson {
  readonly id: number;
  readonly daemon_code: string;
  readonly device_code: string;
  readonly warnings: readonly string[];
  readonly error: readonly string[];
  readonly ecr_registration_number: string;
  readonly fiscal_document_attribute: number;
  readonly fiscal_document_number: number;
  readonly fiscal_receipt_number: number;
  readonly fn_number: string;
  readonly fns_site: string;
  readonly receipt_datetime: string;
  readonly shift_number: number;
  readonly total: number;
  readonly ofd_inn: string;
  readonly ofd_receipt_url: string;
  readonly status: 'done' | 'fail';
  readonly uuid: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** The kinds of a payment's receipts. A settlement follows only a prepayment. The position of a kind gives its receipt's number. */
const RECEIPT_KINDS = ['sale', 'settlement', 'refund'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

interface CashRegisterOptions {
  readonly random: SeededRandom;
  /** Milliseconds from the payment to its receipt. */
  readonly delay: number;
  /** The start of the first shift, milliseconds since the epoch. */
  readonly openedAt: number;
}

/** The moments of payment or refund and of printing, milliseconds since the epoch. */
interface Printing {
  readonly settledAt: number;
  readonly printedAt: number;
}

/** The cash register (ККТ). It prints a receipt for every paid payment and another for its refund, after a delay. */
export class CashRegister {
  readonly #options: CashRegisterOptions;

  constructor(options: CashRegisterOptions) {
    this.#options = options;
  }

  /** The receipts printed by `now`, in the order of `RECEIPT_KINDS`. */
  receiptsOf(payment: Payment, now: number): readonly ReceiptJson[] {
    return RECEIPT_KINDS.flatMap((kind) => this.receiptOf(payment, kind, now) ?? []);
  }

  receiptOf(payment: Payment, kind: ReceiptKind, now: number): ReceiptJson | null {
    const printing = this.#printingOf(payment, kind, now);
    return printing && printing.printedAt <= now ? this.#print(payment, kind, printing) : null;
  }

  #printingOf(payment: Payment, kind: ReceiptKind, now: number): Printing | null {
    const { receipts } = payment.origin;
    const settledAt = kind === 'refund' ? payment.refundedAt : payment.paidAt(now);
    if (receipts === 'none' || settledAt === null) return null;
    if (kind === 'settlement' && receipts !== 'second') return null;
    const delay = typeof receipts === 'object' ? receipts.delay : this.#options.delay;
    return { settledAt, printedAt: settledAt + delay + (kind === 'settlement' ? SETTLEMENT_MS : 0) };
  }

  #print(payment: Payment, kind: ReceiptKind, { settledAt, printedAt }: Printing): ReceiptJson {
    const { random, openedAt } = this.#options;
    const { id, receiptUrl, receipts } = payment.origin;
    const number = id * RECEIPT_KINDS.length - RECEIPT_KINDS.length + RECEIPT_KINDS.indexOf(kind) + 1;
    const printed: ReceiptJson = {
      id: number,
      daemon_code: 'kvit-sandbox',
      device_code: 'KVIT-KKT-1',
      warnings: [],
      error: [],
      ecr_registration_number: `0000${random.digits('register', 12)}`,
      fiscal_document_attribute: LOWEST_FISCAL_SIGN + random.below(FISCAL_SIGNS, `fiscal sign ${number}`),
      fiscal_document_number: 1_000 + number,
      fiscal_receipt_number: number,
      // The numbers of test storage devices (ФН) start with 9999.
      fn_number: `9999${random.digits('storage', 12)}`,
      fns_site: 'https://www.nalog.gov.ru',
      receipt_datetime: timeText(printedAt),
      shift_number: 1 + Math.max(0, Math.floor((printedAt - openedAt) / DAY_MS)),
      total: Number(decimalText(payment.order.amount)),
      // The check digits are right; no tax region has the number 00.
      ofd_inn: '0012345673',
      ofd_receipt_url: kind === 'sale' ? receiptUrl : `${receiptUrl}/${kind}`,
      status: 'done',
      uuid: payment.order.uuid,
      created_at: timeText(settledAt),
      updated_at: timeText(printedAt),
    };
    if (receipts === 'failed') return failed(printed);
    return receipts === 'foreign' ? foreign(printed) : printed;
  }
}

function failed(receipt: ReceiptJson): ReceiptJson {
  return {
    ...receipt,
    error: ['Фискальный накопитель не отвечает'],
    fiscal_document_attribute: 0,
    fiscal_document_number: 0,
    fiscal_receipt_number: 0,
    ofd_receipt_url: '',
    status: 'fail',
  };
}

function foreign(receipt: ReceiptJson): ReceiptJson {
  return { ...receipt, uuid: `${receipt.uuid}-foreign`, total: receipt.total + 1 };
}
