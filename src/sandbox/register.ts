import type { Entropy } from './entropy.ts';
import { decimalText } from './kopecks.ts';
import type { Payment } from './payment.ts';

const DAY_MS = 86_400_000;
const LOWEST_FISCAL_SIGN = 1_000_000_000;
const FISCAL_SIGNS = 2 ** 32 - LOWEST_FISCAL_SIGN;

/** A receipt as the API writes it. `total` is in roubles, times are ISO 8601 ending in `Z`. */
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
  readonly status: 'done';
  readonly uuid: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export type ReceiptKind = 'sale' | 'refund';

export interface RegisterOptions {
  readonly entropy: Entropy;
  /** Milliseconds from the payment to its receipt. */
  readonly delay: number;
  /** When the first shift began, milliseconds since the epoch. */
  readonly openedAt: number;
}

/** The cash register: it prints a receipt for every paid payment and another for its refund, some time after. */
export class Register {
  readonly #options: RegisterOptions;

  constructor(options: RegisterOptions) {
    this.#options = options;
  }

  /** The receipts printed by `now`, the sale first. */
  async receiptsOf(payment: Payment, now: number): Promise<readonly ReceiptJson[]> {
    const printed: Promise<ReceiptJson>[] = [];
    for (const kind of ['sale', 'refund'] as const) {
      const settledAt = kind === 'sale' ? payment.paidAt(now) : payment.refundedAt;
      if (this.#isPrinted(payment, settledAt, now)) printed.push(this.#print(payment, kind, settledAt));
    }
    return await Promise.all(printed);
  }

  #isPrinted(payment: Payment, settledAt: number | null, now: number): settledAt is number {
    return (
      payment.origin.scenario !== 'no-receipt' && settledAt !== null && settledAt + this.#options.delay <= now
    );
  }

  async #print(payment: Payment, kind: ReceiptKind, settledAt: number): Promise<ReceiptJson> {
    const { entropy, delay, openedAt } = this.#options;
    const { id, receiptUrl } = payment.origin;
    const printedAt = settledAt + delay;
    const number = kind === 'sale' ? id * 2 - 1 : id * 2;
    return {
      id: number,
      daemon_code: 'kvit-sandbox',
      device_code: 'KVIT-KKT-1',
      warnings: [],
      error: [],
      ecr_registration_number: `0000${await entropy.digits('register', 12)}`,
      fiscal_document_attribute: await this.#fiscalSign(number),
      fiscal_document_number: 1_000 + number,
      fiscal_receipt_number: number,
      // Storage devices for tests really do begin with 9999.
      fn_number: `9999${await entropy.digits('storage', 12)}`,
      fns_site: 'https://www.nalog.gov.ru',
      receipt_datetime: timeText(printedAt),
      shift_number: 1 + Math.max(0, Math.floor((printedAt - openedAt) / DAY_MS)),
      total: Number(decimalText(payment.order.amount)),
      // The check digit is right, and no tax region has the number 00.
      ofd_inn: '0012345673',
      ofd_receipt_url: kind === 'sale' ? receiptUrl : `${receiptUrl}/refund`,
      status: 'done',
      uuid: payment.order.uuid,
      created_at: timeText(settledAt),
      updated_at: timeText(printedAt),
    };
  }

  async #fiscalSign(number: number): Promise<number> {
    const bytes = await this.#options.entropy.bytes(`fiscal sign ${number}`);
    return LOWEST_FISCAL_SIGN + (new DataView(bytes.buffer).getUint32(0) % FISCAL_SIGNS);
  }
}

function timeText(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
