import { textOf } from '../reading/fields.ts';

/** One row of the VAT table: UrlPay's `vat_code`, which is neither the FFD numbering nor another gateway's. */
export interface VatRate {
  readonly code: number;
  readonly label: string;
  /** for pages in English */
  readonly labelEn?: string;
  /** percent; `null` for "без НДС" */
  readonly rate: number | null;
  /** a calculated rate (10/110) belongs to prepayments, a plain one to settlements */
  readonly calculated: boolean;
  /** retired: no longer lawful for a new sale; transitional: lawful only for refunds and older deliveries */
  readonly mark?: 'retired' | 'transitional' | undefined;
}

/** The eight codes UrlPay has published. Rates 5, 7 and 22 % have none yet, so none is invented here. */
export const VAT_RATES: readonly VatRate[] = [
  { code: 0, label: 'Без НДС', rate: null, calculated: false },
  { code: 1, label: 'НДС 0%', rate: 0, calculated: false },
  { code: 2, label: 'НДС 10%', rate: 10, calculated: false },
  { code: 3, label: 'НДС 18%', rate: 18, calculated: false, mark: 'retired' },
  { code: 4, label: 'НДС 10/110', rate: 10, calculated: true },
  { code: 5, label: 'НДС 18/118', rate: 18, calculated: true, mark: 'retired' },
  { code: 6, label: 'НДС 20%', rate: 20, calculated: false, mark: 'transitional' },
  { code: 7, label: 'НДС 20/120', rate: 20, calculated: true, mark: 'transitional' },
];

const isWhole = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;

const isRate = ({ code, label, rate, calculated }: VatRate): boolean =>
  isWhole(code) &&
  textOf(label) !== null &&
  (rate === null || (isWhole(rate) && rate < 100)) &&
  typeof calculated === 'boolean';

/**
 * The published table with a merchant's own rates added; a merchant's row replaces the published one of its code.
 *
 * @throws {TypeError} when a row is not a rate
 */
export function vatTable(own: readonly VatRate[] = []): ReadonlyMap<number, VatRate> {
  const wrong = own.find((row) => !isRate(row));
  if (wrong) {
    throw new TypeError(
      `vatRates: ${wrong.code} needs code, label, rate (whole percent or null), calculated`,
    );
  }
  return new Map([...VAT_RATES, ...own].map((row) => [row.code, row]));
}
